/** Redeems the code of a PKCE link. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { AuthError, userNotFound, validationFailed } from "./authError";
import { clientOf } from "./client";
import { redeemAuthCode } from "./flowState";
import { readBody } from "./readBody";
import { startSession } from "./sessions";
import type { SignInMethod } from "./sessions";
import { inTransaction } from "./transaction";
import { isBanned, lockUser } from "./users";
import { isUuid } from "./uuids";

const METHODS: Record<string, SignInMethod> = {
  recovery: "recovery",
  magiclink: "magiclink",
  "email/signup": "email/signup",
  email_change: "email_change",
};

export async function pkceGrant(auth: Auth, c: Context): Promise<Response> {
  const body = await readBody(c);
  const [code, verifier] = [body.text("auth_code"), body.text("code_verifier")];
  if (!code || !verifier) {
    const message = "invalid request: both auth code and code verifier should be non-empty";
    throw validationFailed(message);
  }
  if (!isUuid(code)) {
    throw new AuthError(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
  }
  const client = clientOf(auth, c);
  const outcome = await inTransaction(auth.sql, async (db) => {
    const flow = await redeemAuthCode(db, { code, verifier });
    // Returned, not thrown: a wrong verifier uses the code up for good.
    if (flow instanceof AuthError) return flow;
    const user = await lockUser(db, flow.userId);
    if (!user) throw userNotFound();
    if (isBanned(user)) throw new AuthError(403, "user_banned", "User is banned");
    return startSession(auth, db, { userId: user.id, method: METHODS[flow.purpose] ?? "otp", client });
  });
  if (outcome instanceof AuthError) throw outcome;
  return c.json(outcome);
}
