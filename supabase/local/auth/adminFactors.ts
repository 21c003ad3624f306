/** /admin/users/:id/factors: which second factors somebody has, and the way out when a phone is lost. */
import type { Context } from "hono";
import { userOfPath } from "./adminUser";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { factorOf, removeFactor } from "./factors";
import { requireAdmin } from "./requester";
import { inTransaction } from "./transaction";
import { factorJson } from "./userJson";
import { lockUser } from "./users";

export async function adminListFactors(auth: Auth, c: Context): Promise<Response> {
  await requireAdmin(auth, c);
  const { factors } = await userOfPath(auth, c);
  return c.json(factors.map(factorJson));
}

export async function adminDeleteFactor(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const user = await userOfPath(auth, c);
  const factor = factorOf(user, c.req.param("factor_id"));
  await inTransaction(auth.sql, async (db) => {
    await lockUser(db, user.id);
    await removeFactor(db, factor);
    const traits = { user_id: user.id, factor_id: factor.id };
    await audit(db, { action: "factor_deleted", ip: client.ip, traits });
  });
  return c.json(factorJson(factor));
}
