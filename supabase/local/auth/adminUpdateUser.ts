/** PUT /admin/users/:id: an admin changes an account; a new password ends all its sessions. */
import type { Context } from "hono";
import { adminFields, userOfPath } from "./adminUser";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { userNotFound, validationFailed } from "./authError";
import { confirmUser, mergeMetadata, setIdentityEmail, setPassword } from "./changeUser";
import { clearAllTokens } from "./oneTimeTokens";
import { assertGoodPassword, hashPassword } from "./passwords";
import { readBody } from "./readBody";
import { requireAdmin } from "./requester";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { userJson } from "./userJson";
import { lockUser } from "./users";

type Change = Omit<ReturnType<typeof adminFields>, "password"> & { passwordHash: string | undefined };

export async function adminUpdateUser(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const { id } = await userOfPath(auth, c);
  const body = await readBody(c);
  if (body.text("password_hash")) throw validationFailed("password_hash is only read for new users");
  const { password, ...fields } = adminFields(auth, body);
  if (password !== undefined) assertGoodPassword(password, auth.minPasswordLength);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);

  const user = await inTransaction(auth.sql, async (db) => {
    const current = await lockUser(db, id);
    if (!current) throw userNotFound();
    await applyChange(db, id, { ...fields, passwordHash });
    const traits = { user_id: id, user_email: fields.email ?? current.email };
    await audit(db, { action: "user_modified", ip: client.ip, traits });
    return (await lockUser(db, id)) ?? current;
  });
  return c.json(userJson(user));
}

async function applyChange(db: Db, id: string, change: Change): Promise<void> {
  const set = (column: "role" | "email" | "banned_until", value: unknown) =>
    db.query(`update auth.users set ${column} = $2, updated_at = now() where id = $1`, [id, value]);
  if (change.role) await set("role", change.role);
  if (change.passwordHash) await setPassword(db, { id }, { hash: change.passwordHash });
  if (change.email) {
    await set("email", change.email);
    await setIdentityEmail(db, id, { email: change.email, isVerified: change.isConfirmed });
    // Links on their way to the old address must not open the account any more.
    await clearAllTokens(db, { id });
  }
  if (change.isConfirmed) await confirmUser(db, { id });
  if (change.ban !== undefined) await set("banned_until", change.ban);
  const { appMetadata, userMetadata } = change;
  if (appMetadata) await mergeMetadata(db, { id }, { column: "raw_app_meta_data", changes: appMetadata });
  if (userMetadata) await mergeMetadata(db, { id }, { column: "raw_user_meta_data", changes: userMetadata });
}
