/** The running auth server: its settings with all defaults filled in, its keys and its brakes. */
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { AccountLock } from "./AccountLock";
import { accessTokens } from "./accessTokens";
import type { AccessTokens } from "./accessTokens";
import type { AuthDeps } from "./AuthDeps";
import { RateLimiter } from "./RateLimiter";
import { DEFAULT_LIMITS } from "./rateLimits";
import type { RateLimits } from "./rateLimits";

export interface Auth extends Required<Omit<AuthDeps, "limits">> {
  limits: RateLimits;
  tokens: AccessTokens;
  rates: RateLimiter;
  guesses: AccountLock;
}

export function auth(deps: AuthDeps): Auth {
  const now = deps.now ?? Date.now;
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const jwtSeconds = deps.jwtSeconds ?? 3600;
  return {
    redirectUrls: [],
    autoconfirm: false,
    signupDisabled: true,
    otpSeconds: 86_400,
    minPasswordLength: 12,
    requireCurrentPassword: true,
    requireReauthentication: false,
    sessionSeconds: 0,
    idleSeconds: 0,
    clientIp: peerAddress,
    log: () => undefined,
    ...deps,
    now,
    limits,
    jwtSeconds,
    tokens: accessTokens({ key: deps.signingKey, issuer: deps.issuer, seconds: jwtSeconds }),
    rates: new RateLimiter(limits, now),
    guesses: new AccountLock(limits, now),
  };
}

/** Requests that came over no socket (in-process) count as local ones. */
function peerAddress(c: Context): string {
  try {
    return getConnInfo(c).remote.address?.replace(/^::ffff:/, "") ?? "127.0.0.1";
  } catch {
    return "127.0.0.1";
  }
}
