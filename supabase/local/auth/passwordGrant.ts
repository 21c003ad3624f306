/** Signs in with email and password. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, invalidCredentials, phoneDisabled, validationFailed } from "./authError";
import { clientOf } from "./client";
import { passwordMatches, passwordWeakness } from "./passwords";
import { readBody } from "./readBody";
import { startSession } from "./sessions";
import { inTransaction } from "./transaction";
import { findUserByEmail, isBanned, lockUser } from "./users";
import type { User } from "./users";

export async function passwordGrant(auth: Auth, c: Context): Promise<Response> {
  const body = await readBody(c);
  const [email, phone, password] = [body.text("email"), body.text("phone"), body.text("password") ?? ""];
  if (email && phone) {
    throw validationFailed("Only an email address or phone number should be provided on login.");
  }
  if (phone) throw phoneDisabled();
  if (!email) throw invalidCredentials();

  const user = await checkedUser(auth, email, password);
  const client = clientOf(auth, c);
  const session = await inTransaction(auth.sql, async (db) => {
    // A password changed, or an account deleted, while the hash was computed must win.
    const current = await lockUser(db, user.id);
    if (current?.encrypted_password !== user.encrypted_password) throw invalidCredentials();
    await audit(db, { action: "login", actor: user, ip: client.ip, traits: { provider: "email" } });
    return startSession(auth, db, { userId: user.id, method: "password", client });
  });
  const weakness = passwordWeakness(password, auth.minPasswordLength);
  return c.json(weakness ? { ...session, weak_password: weakness } : session);
}

/** Says nothing about an account before its password was right. */
async function checkedUser(auth: Auth, email: string, password: string): Promise<User> {
  const account = `password ${email.toLowerCase()}`;
  auth.guesses.reserve(account);
  const user = await findUserByEmail(auth.sql, email);
  const matches = await passwordMatches(password, user?.encrypted_password);
  if (!user || !matches) throw invalidCredentials();
  auth.guesses.forgive(account);
  if (isBanned(user)) throw new AuthError(400, "user_banned", "User is banned");
  if (!user.email_confirmed_at) throw new AuthError(400, "email_not_confirmed", "Email not confirmed");
  return user;
}
