/** The auth service of a stack: the embedded one, or the one that AUTH_URL names. */
import { Hono } from "hono";
import { Pool } from "pg";
import { publicJwks } from "./gateway/ApiKeys";
import { createForwarder } from "./gateway/proxyRequest";
import type { Forwarder } from "./gateway/proxyRequest";
import { createAuthApp } from "./auth/createAuthApp";
import { isObject } from "./jsonFile";
import type { Outbox } from "./Outbox";
import type { Secrets } from "./secrets";

export interface AuthOptions {
  /** Connection string as supabase_auth_admin. */
  authDatabase: string;
  secrets: Secrets;
  /** Address of the gateway. */
  url: string;
  /** Address that links in mails lead to. */
  siteUrl: string;
  outbox: Outbox;
  log: (line: string) => void;
}

export interface AuthService {
  service: Hono | Forwarder;
  /** Public keys whose tokens PostgREST shall believe. */
  jwks: string;
  stop: () => Promise<void>;
}

/** An external auth service knows its own keys only, so they become those of this stack. */
export function useKeysOfExternalAuth(secrets: Secrets): Secrets {
  const { AUTH_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY } = process.env;
  if (!AUTH_URL) return secrets;
  if (!SUPABASE_PUBLISHABLE_KEY || !SUPABASE_SECRET_KEY) {
    throw new Error("AUTH_URL also needs SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY of that project.");
  }
  return { ...secrets, publishableKey: SUPABASE_PUBLISHABLE_KEY, secretKey: SUPABASE_SECRET_KEY };
}

export async function startAuth(options: AuthOptions): Promise<AuthService> {
  const external = process.env.AUTH_URL;
  return external ? externalAuth(external, options.secrets) : embeddedAuth(options);
}

function embeddedAuth({ authDatabase, secrets, url, siteUrl, outbox, log }: AuthOptions): AuthService {
  const sql = new Pool({ connectionString: authDatabase, max: 5 });
  // A connection that dies with Postgres is replaced at the next query.
  sql.on("error", () => undefined);
  const app = createAuthApp({
    sql,
    issuer: `${url}/auth/v1`,
    signingKey: secrets.signingKey,
    siteUrl,
    mail: async (mail) => {
      outbox.add(mail);
    },
    log,
  });
  const mounted = new Hono();
  mounted.route("/auth/v1", app);
  return { service: mounted, jwks: publicJwks(secrets.signingKey), stop: () => sql.end() };
}

async function externalAuth(address: string, secrets: Secrets): Promise<AuthService> {
  const response = await fetch(`${address}/.well-known/jwks.json`, {
    headers: { apikey: secrets.publishableKey },
  });
  const answer: unknown = await response.json();
  const own: unknown = JSON.parse(publicJwks(secrets.signingKey));
  const keys = [answer, own].flatMap((jwks): unknown[] =>
    isObject(jwks) && Array.isArray(jwks.keys) ? jwks.keys : [],
  );
  return {
    service: createForwarder(new URL(address)),
    jwks: JSON.stringify({ keys }),
    stop: () => Promise.resolve(),
  };
}
