/** POST /otp: mails a sign-in link to somebody who has an account. New accounts come from sign-up or an admin. */
import type { Context } from "hono";
import { atLeast } from "./atLeast";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, phoneDisabled, signupDisabled, validationFailed } from "./authError";
import { clientOf } from "./client";
import { createUser } from "./changeUser";
import { parseEmail } from "./emails";
import { parseChallenge, startFlow } from "./flowState";
import { assertMailPause } from "./oneTimeTokens";
import { readBody } from "./readBody";
import type { Body } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { sendTokenMail } from "./tokenMail";
import type { TokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { findUserByEmail, lockUser } from "./users";
import type { User } from "./users";

export async function otp(auth: Auth, c: Context): Promise<Response> {
  const client = clientOf(auth, c);
  auth.rates.take("otp", client.ip);
  const body = await readBody(c);
  const [address, phone] = [body.text("email"), body.text("phone")];
  if (address && phone) {
    throw validationFailed("Only an email address or phone number should be provided");
  }
  if (phone) throw phoneDisabled();
  if (!address) throw validationFailed("One of email or phone must be set");
  const email = parseEmail(address);
  const challenge = parseChallenge(body);
  auth.guesses.paceMail("magiclink", email);
  const redirectTo = redirectTarget(auth, wantedRedirect(c));

  const work = inTransaction(auth.sql, async (db) => {
    const user = await existingOrNew(auth, db, { email, body });
    const mail = mailFor(user);
    assertMailPause(auth, user, mail.type);
    const purpose = mail.kind === "signup" ? "email/signup" : "magiclink";
    if (challenge) await startFlow(db, { ...challenge, userId: user.id, purpose });
    await audit(db, { action: "user_recovery_requested", actor: user, ip: client.ip });
    await sendTokenMail(auth, db, { ...mail, user, redirectTo, isPkce: challenge !== undefined });
  });
  await atLeast(work);
  return c.json({});
}

async function existingOrNew(
  auth: Auth,
  db: Db,
  { email, body }: { email: string; body: Body },
): Promise<User> {
  const found = await findUserByEmail(db, email);
  const existing = found && (await lockUser(db, found.id));
  if (existing) return existing;
  if (body.flag("create_user") === false) {
    throw new AuthError(422, "otp_disabled", "Signups not allowed for otp");
  }
  if (auth.signupDisabled) throw signupDisabled();
  const id = await createUser(db, { email, userMetadata: body.object("data") });
  const user = await lockUser(db, id);
  if (!user) throw signupDisabled();
  return user;
}

function mailFor(user: User): Pick<TokenMail, "kind" | "type"> {
  return user.email_confirmed_at
    ? { kind: "magiclink", type: "recovery_token" }
    : { kind: "signup", type: "confirmation_token" };
}
