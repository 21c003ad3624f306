/** DELETE /admin/users/:id: for good, or softly: the row stays, nothing about the person does. */
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { userOfPath } from "./adminUser";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { clearAllTokens } from "./oneTimeTokens";
import { readBody } from "./readBody";
import { requireAdmin } from "./requester";
import { endSessions } from "./sessions";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { lockUser } from "./users";
import type { User } from "./users";

export async function adminDeleteUser(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const { id } = await userOfPath(auth, c);
  const isSoft = (await readBody(c, { optional: true })).flag("should_soft_delete") ?? false;
  await inTransaction(auth.sql, async (db) => {
    const user = await lockUser(db, id);
    if (!user) return;
    const traits = { user_id: id, user_email: user.email };
    await audit(db, { action: "user_deleted", ip: client.ip, traits });
    if (!isSoft) await db.query("delete from auth.users where id = $1", [id]);
    else if (!user.deleted_at) await softDelete(db, user);
  });
  return c.json({});
}

async function softDelete(db: Db, user: User): Promise<void> {
  const unreadable = (value: string) =>
    createHash("sha256")
      .update(user.id + value)
      .digest("base64url");
  await endSessions(db, user.id);
  await clearAllTokens(db, user);
  await db.query("delete from auth.mfa_factors where user_id = $1", [user.id]);
  await db.query(
    `update auth.users
     set email = $2, email_change = '', encrypted_password = null, deleted_at = now(), updated_at = now(),
       raw_user_meta_data = '{}', raw_app_meta_data = '{}'
     where id = $1`,
    [user.id, unreadable(user.email ?? "")],
  );
  for (const identity of user.identities) {
    await db.query(
      `update auth.identities set provider_id = $2, identity_data = '{}', updated_at = now() where id = $1`,
      [identity.id, unreadable(identity.provider_id)],
    );
  }
}
