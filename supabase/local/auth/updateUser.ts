/** PUT /user: a person changes the own password, email address or metadata. */
import type { Context } from "hono";
import { audit } from "./audit";
import type { Auth } from "./Auth";
import { AuthError, emailExists, phoneDisabled } from "./authError";
import { mergeMetadata, setPassword } from "./changeUser";
import { clientOf } from "./client";
import { parseEmail } from "./emails";
import { parseChallenge, startFlow } from "./flowState";
import { newPasswordHash } from "./newPassword";
import { assertGoodPassword } from "./passwords";
import { readBody } from "./readBody";
import type { Body } from "./readBody";
import { redirectTarget, wantedRedirect } from "./redirects";
import { requireUser } from "./requester";
import type { Requester } from "./requester";
import { sendEmailChange } from "./sendEmailChange";
import { inTransaction } from "./transaction";
import { userJson } from "./userJson";
import { findUserByEmail, hasVerifiedFactor, lockUser } from "./users";

export async function updateUser(auth: Auth, c: Context): Promise<Response> {
  const requester = await requireUser(auth, c);
  auth.rates.take("user", clientOf(auth, c).ip);
  const change = await parseChange(auth, requester, await readBody(c));
  const hash = change.password ? await newPasswordHash(auth, requester, change) : undefined;
  const redirectTo = redirectTarget(auth, wantedRedirect(c));
  const { client, session } = requester;

  const user = await inTransaction(auth.sql, async (db) => {
    const user = await lockUser(db, requester.user.id);
    if (user?.encrypted_password !== requester.user.encrypted_password) {
      throw new AuthError(409, "conflict", "The account was changed meanwhile, try again");
    }
    if (hash) {
      await setPassword(db, user, { hash, keepSession: session.id });
      await audit(db, { action: "user_updated_password", actor: user, ip: client.ip });
    }
    if (change.data) {
      await mergeMetadata(db, user, { column: "raw_user_meta_data", changes: change.data });
    }
    if (change.email) {
      const { challenge } = change;
      if (challenge) await startFlow(db, { ...challenge, userId: user.id, purpose: "email_change" });
      const isPkce = challenge !== undefined;
      await sendEmailChange(auth, db, { user, newEmail: change.email, redirectTo, isPkce });
    }
    await audit(db, { action: "user_modified", actor: user, ip: client.ip });
    return lockUser(db, user.id);
  });
  return c.json(user ? userJson(user) : {});
}

async function parseChange(auth: Auth, { user, session }: Requester, body: Body) {
  const password = body.text("password");
  const wanted = body.text("email");
  const email = wanted ? parseEmail(wanted) : undefined;
  if (body.text("phone")) throw phoneDisabled();
  if (password !== undefined) assertGoodPassword(password, auth.minPasswordLength);
  if (body.object("app_metadata")) {
    throw new AuthError(403, "not_admin", "Updating app_metadata requires admin privileges");
  }
  const newEmail = email === user.email ? undefined : email;
  if ((password || newEmail) && hasVerifiedFactor(user) && session.aal !== "aal2") {
    const message = "AAL2 session is required to update email or password when MFA is enabled.";
    throw new AuthError(401, "insufficient_aal", message);
  }
  if (newEmail && (await findUserByEmail(auth.sql, newEmail))) throw emailExists();
  return {
    password,
    email: newEmail,
    currentPassword: body.text("current_password"),
    nonce: body.text("nonce"),
    data: body.object("data"),
    challenge: parseChallenge(body),
  };
}
