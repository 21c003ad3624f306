/** POST /resend: the confirmation or email-change mail once more. */
import type { Context } from "hono";
import { atLeast } from "./atLeast";
import type { Auth } from "./Auth";
import { phoneDisabled, validationFailed } from "./authError";
import { clientOf } from "./client";
import { parseEmail } from "./emails";
import { assertMailPause } from "./oneTimeTokens";
import { readBody } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { sendEmailChange } from "./sendEmailChange";
import { sendTokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import type { Db } from "./transaction";
import { findUserByEmail, lockUser } from "./users";
import type { User } from "./users";

export async function resend(auth: Auth, c: Context): Promise<Response> {
  auth.rates.take("resend", clientOf(auth, c).ip);
  const body = await readBody(c);
  const type = body.text("type") ?? "";
  if (!["signup", "email_change", "sms", "phone_change"].includes(type)) {
    throw validationFailed("Missing one of these types: signup, email_change, sms, phone_change");
  }
  if (body.text("phone")) throw phoneDisabled();
  if (!body.text("email")) throw validationFailed("Type provided requires an email address");
  const email = parseEmail(body.text("email"));
  auth.guesses.paceMail(type, email);
  const redirectTo = redirectTarget(auth, wantedRedirect(c));
  const work = inTransaction(auth.sql, async (db) => {
    const found = await findUserByEmail(db, email);
    const user = found && (await lockUser(db, found.id));
    if (user) await mailAgain(auth, db, { user, type, redirectTo });
  });
  await atLeast(work);
  return c.json({});
}

async function mailAgain(
  auth: Auth,
  db: Db,
  { user, type, redirectTo }: { user: User; type: string; redirectTo: string },
): Promise<void> {
  if (type === "signup" && !user.email_confirmed_at) {
    assertMailPause(auth, user, "confirmation_token");
    const kind = user.invited_at ? "invite" : "signup";
    await sendTokenMail(auth, db, { user, kind, type: "confirmation_token", redirectTo });
  }
  if (type === "email_change" && user.email_change) {
    await sendEmailChange(auth, db, { user, newEmail: user.email_change, redirectTo, isPkce: false });
  }
}
