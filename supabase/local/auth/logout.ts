/** POST /logout: ends this session, the others, or all of the user. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { validationFailed } from "./authError";
import { requireUser } from "./requester";
import { endSessions } from "./sessions";
import { inTransaction } from "./transaction";

export async function logout(auth: Auth, c: Context): Promise<Response> {
  const scope = c.req.query("scope") || "global";
  const { user, session, client } = await requireUser(auth, c);
  if (!["global", "local", "others"].includes(scope)) {
    throw validationFailed(`Unsupported logout scope ${JSON.stringify(scope)}`);
  }
  await inTransaction(auth.sql, async (db) => {
    await audit(db, { action: "logout", actor: user, ip: client.ip });
    if (scope === "local") await db.query("delete from auth.sessions where id = $1", [session.id]);
    else await endSessions(db, user.id, scope === "others" ? { except: session.id } : {});
  });
  return c.body(null, 204);
}
