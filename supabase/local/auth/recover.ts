/** POST /recover: mails a link that signs in once, to set a new password. Unknown addresses get the same answer. */
import type { Context } from "hono";
import { atLeast } from "./atLeast";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { clientOf } from "./client";
import { parseEmail } from "./emails";
import { parseChallenge, startFlow } from "./flowState";
import { assertMailPause } from "./oneTimeTokens";
import { readBody } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { validationFailed } from "./authError";
import { sendTokenMail } from "./tokenMail";
import { inTransaction } from "./transaction";
import { findUserByEmail, lockUser } from "./users";

export async function recover(auth: Auth, c: Context): Promise<Response> {
  const client = clientOf(auth, c);
  auth.rates.take("recover", client.ip);
  const body = await readBody(c);
  if (!body.text("email")) throw validationFailed("Password recovery requires an email");
  const email = parseEmail(body.text("email"));
  const challenge = parseChallenge(body);
  auth.guesses.paceMail("recovery", email);
  const redirectTo = redirectTarget(auth, wantedRedirect(c));

  const work = inTransaction(auth.sql, async (db) => {
    const found = await findUserByEmail(db, email);
    const user = found && (await lockUser(db, found.id));
    if (!user) return;
    assertMailPause(auth, user, "recovery_token");
    if (challenge) await startFlow(db, { ...challenge, userId: user.id, purpose: "recovery" });
    await audit(db, { action: "user_recovery_requested", actor: user, ip: client.ip });
    const isPkce = challenge !== undefined;
    await sendTokenMail(auth, db, { user, kind: "recovery", type: "recovery_token", redirectTo, isPkce });
  });
  await atLeast(work);
  return c.json({});
}
