/** DELETE /factors/:id: removes an own factor; a verified one only with that much assurance. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError } from "./authError";
import { factorOf, removeFactor } from "./factors";
import { requireUser } from "./requester";
import { inTransaction } from "./transaction";
import { lockUser } from "./users";

export async function unenrollFactor(auth: Auth, c: Context): Promise<Response> {
  const { user, session, client } = await requireUser(auth, c);
  const id = c.req.param("factor_id");
  const factor = await inTransaction(auth.sql, async (db) => {
    const current = factorOf((await lockUser(db, user.id)) ?? user, id);
    if (current.status === "verified" && session.aal !== "aal2") {
      throw new AuthError(422, "insufficient_aal", "AAL2 required to unenroll verified factor");
    }
    await removeFactor(db, current);
    const traits = { factor_id: current.id, factor_status: current.status, session_id: session.id };
    await audit(db, { action: "factor_unenrolled", actor: user, ip: client.ip, traits });
    return current;
  });
  return c.json({ id: factor.id });
}
