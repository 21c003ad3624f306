/** POST /token: passwords, refresh tokens and PKCE codes in exchange for a session. */
import type { Context } from "hono";
import type { Auth } from "./Auth";
import { AuthError } from "./authError";
import { clientOf } from "./client";
import { passwordGrant } from "./passwordGrant";
import { pkceGrant } from "./pkceGrant";
import { refreshGrant } from "./refreshGrant";

const GRANTS: Record<string, (auth: Auth, c: Context) => Promise<Response>> = {
  password: passwordGrant,
  refresh_token: refreshGrant,
  pkce: pkceGrant,
};

export async function tokenEndpoint(auth: Auth, c: Context): Promise<Response> {
  const name = c.req.query("grant_type") ?? "";
  const grant = Object.hasOwn(GRANTS, name) ? GRANTS[name] : undefined;
  if (!grant) throw new AuthError(400, "invalid_credentials", "unsupported_grant_type");
  auth.rates.take("token", clientOf(auth, c).ip);
  return grant(auth, c);
}
