/** GET /user: the signed-in person. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { requireUser } from "./requester";
import { userJson } from "./userJson";

export async function getUser(auth: Auth, c: Context): Promise<Response> {
  const { user } = await requireUser(auth, c);
  return c.json(userJson(user));
}
