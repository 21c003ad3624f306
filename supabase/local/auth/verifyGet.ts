/** GET /verify: the link of a mail. Leads back to the app with a session, a PKCE code or an error in the address. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { AuthError, validationFailed } from "./authError";
import { clientOf } from "./client";
import { issueAuthCode } from "./flowState";
import { redirectTarget, wantedRedirect } from "./redirects";
import { startSession } from "./sessions";
import type { SessionJson } from "./sessions";
import { inTransaction } from "./transaction";
import { HALF_CONFIRMED } from "./verifyPost";
import { verifyToken } from "./verifyToken";

const OAUTH_ERRORS: Record<number, string> = {
  400: "invalid_request",
  401: "unauthorized_client",
  403: "access_denied",
  500: "server_error",
  503: "temporarily_unavailable",
};

type Outcome = { session: SessionJson } | { authCode: string } | "half confirmed";

export async function verifyGet(auth: Auth, c: Context): Promise<Response> {
  // Mail programs look at links with HEAD; that must not use them up.
  if (c.req.method === "HEAD") return c.body(null, 405);
  const client = clientOf(auth, c);
  auth.rates.take("verify", client.ip);
  const type = c.req.query("type");
  const hash = c.req.query("token") ?? c.req.query("token_hash");
  if (!type) throw validationFailed("Verify requires a verification type");
  if (!hash) throw validationFailed("Verify requires a token or a token hash");
  const target = redirectTarget(auth, wantedRedirect(c));
  const isPkce = hash.startsWith("pkce_");
  try {
    const outcome = await inTransaction(auth.sql, async (db): Promise<Outcome> => {
      const user = await verifyToken(auth, db, { proof: { type, hash }, client });
      if (!user) return "half confirmed";
      if (isPkce) return { authCode: await issueAuthCode(db, user.id, type) };
      return { session: await startSession(auth, db, { userId: user.id, method: "otp", client }) };
    });
    return c.redirect(successAddress(target, { type, outcome }), 303);
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return c.redirect(errorAddress(target, error, isPkce), 303);
  }
}

function successAddress(target: string, { type, outcome }: { type: string; outcome: Outcome }): string {
  if (outcome === "half confirmed") return withFragment(target, { message: HALF_CONFIRMED });
  if ("authCode" in outcome) return withQuery(target, { code: outcome.authCode });
  const { access_token, expires_at, expires_in, refresh_token, token_type } = outcome.session;
  return withFragment(target, {
    access_token,
    expires_at: String(expires_at),
    expires_in: String(expires_in),
    refresh_token,
    token_type,
    type,
  });
}

function errorAddress(target: string, error: AuthError, isPkce: boolean): string {
  const name = OAUTH_ERRORS[error.status];
  const fields = {
    ...(name && { error: name }),
    error_code: error.code,
    error_description: error.message,
  };
  return withFragment(isPkce ? withQuery(target, fields) : target, { ...fields, sb: "" });
}

function withFragment(target: string, fields: Record<string, string>): string {
  const address = new URL(target);
  address.hash = new URLSearchParams(fields).toString();
  return address.toString();
}

function withQuery(target: string, fields: Record<string, string>): string {
  const address = new URL(target);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return address.toString();
}
