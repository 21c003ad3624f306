/** POST /admin/users: makes an account, confirmed or not, with a given password or one that nobody knows. */
import type { Context } from "hono";
import { adminFields } from "./adminUser";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { emailExists, unexpectedFailure, validationFailed } from "./authError";
import { confirmUser, createUser } from "./changeUser";
import { hashPassword, randomPassword } from "./passwords";
import { readBody } from "./readBody";
import type { Body } from "./readBody";
import { requireAdmin } from "./requester";
import { inTransaction } from "./transaction";
import { userJson } from "./userJson";
import { findUserByEmail, lockUser } from "./users";
import { isUuid } from "./uuids";

export async function adminCreateUser(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const body = await readBody(c);
  const { email, ...fields } = adminFields(auth, body);
  if (!email) throw validationFailed("Cannot create a user without either an email or phone");
  const id = parseId(body.text("id"));
  if (await findUserByEmail(auth.sql, email)) throw emailExists();
  const passwordHash = await givenOrNewHash(body, fields.password);

  const user = await inTransaction(auth.sql, async (db) => {
    const newId = await createUser(db, { ...fields, id, email, passwordHash });
    if (fields.isConfirmed) await confirmUser(db, { id: newId });
    if (fields.ban)
      await db.query("update auth.users set banned_until = $2 where id = $1", [newId, fields.ban]);
    const traits = { user_id: newId, user_email: email };
    await audit(db, { action: "user_signedup", ip: client.ip, traits });
    return lockUser(db, newId);
  });
  if (!user) throw unexpectedFailure("Database error creating new user");
  return c.json(userJson(user));
}

/** Accounts that move here from elsewhere bring their bcrypt hash along. */
async function givenOrNewHash(body: Body, password: string | undefined): Promise<string> {
  const hash = body.text("password_hash");
  if (!hash) return hashPassword(password || randomPassword());
  if (password !== undefined) {
    throw validationFailed("Only a password or a password hash should be provided");
  }
  if (!/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/.test(hash)) {
    throw validationFailed("password_hash must be a bcrypt hash");
  }
  return hash;
}

function parseId(id: string | undefined): string | undefined {
  if (!id) return undefined;
  if (!isUuid(id)) throw validationFailed("ID must conform to the uuid v4 format");
  if (/^[0-]+$/.test(id)) throw validationFailed("ID cannot be a nil uuid");
  return id.toLowerCase();
}
