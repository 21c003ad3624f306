/** POST /invite: an admin makes an account for somebody, who gets a link to it. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { emailExists, unexpectedFailure } from "./authError";
import { createUser } from "./changeUser";
import { parseEmail } from "./emails";
import { assertMailPause } from "./oneTimeTokens";
import { readBody } from "./readBody";
import type { JsonObject } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { requireAdmin } from "./requester";
import { sendTokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { userJson } from "./userJson";
import { findUserByEmail, lockUser } from "./users";
import type { User } from "./users";

export async function invite(auth: Auth, c: Context): Promise<Response> {
  const client = await requireAdmin(auth, c);
  const body = await readBody(c);
  const invitation = { email: parseEmail(body.text("email")), data: body.object("data") };
  const redirectTo = redirectTarget(auth, wantedRedirect(c));
  const user = await inTransaction(auth.sql, async (db) => {
    const invited = await invitedUser(db, invitation);
    assertMailPause(auth, invited, "confirmation_token");
    const traits = { user_id: invited.id, user_email: invited.email };
    await audit(db, { action: "user_invited", ip: client.ip, traits });
    await sendTokenMail(auth, db, { user: invited, kind: "invite", type: "confirmation_token", redirectTo });
    return markInvited(db, invited);
  });
  return c.json(userJson(user));
}

/** The unconfirmed user of that address, made when there is none. */
export async function invitedUser(
  db: Db,
  invitation: { email: string; data?: JsonObject | undefined },
): Promise<User> {
  const existing = await findUserByEmail(db, invitation.email);
  if (existing?.email_confirmed_at) throw emailExists();
  const id = existing?.id ?? (await createUser(db, { ...invitation, userMetadata: invitation.data }));
  const user = await lockUser(db, id);
  if (!user) throw unexpectedFailure("Error inviting user");
  return user;
}

/** Whoever reserved the address with a password before must not get in after the invitation is accepted. */
export async function markInvited(db: Db, user: User): Promise<User> {
  await db.query("update auth.users set invited_at = now(), encrypted_password = '' where id = $1", [
    user.id,
  ]);
  return (await lockUser(db, user.id)) ?? user;
}
