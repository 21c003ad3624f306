/** What the auth server needs from whoever runs it, and the defaults of everything that may be left out. */
import type { Context } from "hono";
import type { JWK } from "jose";
import type pg from "pg";
import type { RateLimits } from "./rateLimits";

/** Private ES256 key as JWK; its public half is what /.well-known/jwks.json shows. */
export type SigningKey = JWK & { kid: string };

export type MailKind = "invite" | "recovery" | "magiclink" | "email_change" | "signup" | "reauthentication";

export interface Mail {
  to: string;
  subject: string;
  kind: MailKind;
  /** Empty for a reauthentication mail, which carries a code only. */
  link: string;
  /** The six digits a person may type instead of following the link. */
  token: string;
  token_hash: string;
  at: string;
}

export interface AuthDeps {
  /** Connects as supabase_auth_admin, the owner of schema auth. */
  sql: pg.Pool;
  /** Public address of this server, ends in /auth/v1; the `iss` of every token. */
  issuer: string;
  signingKey: SigningKey;
  /** Where links of a mail lead to, and whose host a redirect must have. */
  siteUrl: string;
  mail: (mail: Mail) => Promise<void>;
  /** Further addresses that a link may lead to. */
  redirectUrls?: string[];
  /** A sign-up needs no confirmation mail. Default false. */
  autoconfirm?: boolean;
  /** Default true: in a back office accounts are made by admins. */
  signupDisabled?: boolean;
  /** Seconds an access token lives. Default 3600. */
  jwtSeconds?: number;
  /** Seconds the token of a mail lives. Default 86400. */
  otpSeconds?: number;
  /** Default 12. */
  minPasswordLength?: number;
  /** A password change must name the current one, except after a recovery. Default true. */
  requireCurrentPassword?: boolean;
  /** A password change in a session older than a day needs a mailed code. Default false. */
  requireReauthentication?: boolean;
  /** Seconds after which a session ends for good, and without a refresh. Default 0 = never. */
  sessionSeconds?: number;
  idleSeconds?: number;
  limits?: Partial<RateLimits>;
  /** Address of the client; name the trusted proxy header here. Default: the peer of the connection. */
  clientIp?: (c: Context) => string;
  /** Clock of the brakes, in milliseconds. */
  now?: () => number;
  /** Hears of failures that the caller is not told about. */
  log?: (line: string) => void;
}
