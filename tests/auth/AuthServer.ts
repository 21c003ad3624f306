/** An auth server of a test file's own: an empty database on the shared Postgres, captured mail, a clock to turn. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JWTPayload } from "jose";
import pg from "pg";
import { inject } from "vitest";
import type { AuthDeps, Mail, SigningKey } from "../../supabase/local/auth/AuthDeps";
import { createAuthApp } from "../../supabase/local/auth/createAuthApp";
import { DEFAULT_LIMITS } from "../../supabase/local/auth/rateLimits";
import type { Rate, RateLimits } from "../../supabase/local/auth/rateLimits";

const SCHEMA = join(import.meta.dirname, "../../supabase/local/auth/schema");

const OPEN: Rate = { requests: 1e6, seconds: 1, burst: 1e6 };

/** No brakes but those of an account, so that a test may hurry. */
const OPEN_ROADS: RateLimits = {
  token: OPEN,
  verify: OPEN,
  signup: OPEN,
  recover: OPEN,
  otp: OPEN,
  resend: OPEN,
  user: OPEN,
  factorChallenge: OPEN,
  factorVerify: OPEN,
  mail: OPEN,
  guesses: DEFAULT_LIMITS.guesses,
  mailPause: 0,
};

export interface AuthServer {
  /** Without /auth/v1, as supabase-js wants it. */
  url: string;
  sql: pg.Pool;
  mails: Mail[];
  logs: string[];
  /** Stands for the secret key; a JWT here, since the gateway's translation is not part of this server. */
  adminToken: string;
  anonToken: string;
  sign: (claims: JWTPayload) => Promise<string>;
  /** Moves the clock of the brakes. */
  wait: (seconds: number) => void;
  stop: () => Promise<void>;
}

export async function startAuthServer(options: Partial<AuthDeps> = {}): Promise<AuthServer> {
  const database = await createDatabase();
  const sql = new pg.Pool({ connectionString: database.url, max: 8, allowExitOnIdle: true });
  // The database is dropped under connections that are still closing.
  sql.on("error", () => undefined);
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key: SigningKey = { ...(await exportJWK(privateKey)), kid: randomUUID() };
  const sign = async (claims: JWTPayload) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "ES256", kid: key.kid })
      .setExpirationTime(claims.exp ?? "10m")
      .sign(await importJWK(key, "ES256"));
  const [mails, logs, clock]: [Mail[], string[], { ahead: number }] = [[], [], { ahead: 0 }];

  const server = createServer();
  const url = await listen(server);
  const app = createAuthApp({
    sql,
    issuer: `${url}/auth/v1`,
    signingKey: key,
    siteUrl: url,
    mail: async (mail) => void mails.push(mail),
    now: () => Date.now() + clock.ahead,
    log: (line) => logs.push(line),
    ...options,
    limits: { ...OPEN_ROADS, ...options.limits },
  });
  const answer = getRequestListener(new Hono().route("/auth/v1", app).fetch);
  server.on("request", (request, response) => void answer(request, response));
  return {
    url,
    sql,
    mails,
    logs,
    sign,
    adminToken: await sign({ role: "service_role" }),
    anonToken: await sign({ role: "anon" }),
    wait: (seconds) => {
      clock.ahead += seconds * 1000;
    },
    stop: async () => {
      await close(server);
      await sql.end();
      await database.drop();
    },
  };
}

async function createDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `auth_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Pool({ connectionString: inject("stack").databaseUrl, max: 1, allowExitOnIdle: true });
  await admin.query(`create database ${name}`);
  const address = new URL(inject("stack").databaseUrl);
  address.pathname = name;
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  await client.query("create schema auth");
  for (const file of readdirSync(SCHEMA).sort()) await client.query(readFileSync(join(SCHEMA, file), "utf8"));
  await client.end();
  const drop = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url: address.href, drop };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
