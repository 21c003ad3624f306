/** GET /admin/users/:id. */
import type { Context } from "hono";
import { userOfPath } from "./adminUser";
import type { Auth } from "./Auth";
import { requireAdmin } from "./requester";
import { userJson } from "./userJson";

export async function adminGetUser(auth: Auth, c: Context): Promise<Response> {
  await requireAdmin(auth, c);
  return c.json(userJson(await userOfPath(auth, c)));
}
