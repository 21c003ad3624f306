/** The random keys and passwords of one data folder, made once and kept in secrets.json for the owner only. */
import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import type { JWK } from "jose";
import { isObject, readJson, textOf, writeJson } from "./jsonFile";

export const LOGINS = ["supabase_admin", "postgres", "authenticator", "supabase_auth_admin"] as const;
export type Login = (typeof LOGINS)[number];

/** A private ES256 key (P-256) with its id. */
export interface StoredSigningKey extends JWK {
  kid: string;
}

export interface Secrets {
  publishableKey: string;
  secretKey: string;
  signingKey: StoredSigningKey;
  passwords: Record<Login, string>;
}

export async function loadSecrets(directory: string): Promise<Secrets> {
  const file = join(directory, "secrets.json");
  if (existsSync(file)) return parse(file);
  if (existsSync(join(directory, "postgres", "PG_VERSION"))) {
    throw new Error(
      `${file} is missing, but a database exists beside it. Put the file back from your backup.`,
    );
  }
  const secrets = await createSecrets();
  mkdirSync(directory, { recursive: true });
  writeJson(file, secrets);
  return secrets;
}

async function createSecrets(): Promise<Secrets> {
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  const random = () => randomBytes(24).toString("base64url");
  return {
    publishableKey: `sb_publishable_${random()}`,
    secretKey: `sb_secret_${random()}`,
    signingKey: { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: "ES256", use: "sig" },
    passwords: passwords(random),
  };
}

function parse(file: string): Secrets {
  const content = readJson(file);
  const need = (object: unknown, key: string): string => {
    const text = textOf(object, key);
    if (!text) throw new Error(`${file} is incomplete (${key}). Put the file back from your backup.`);
    return text;
  };
  const key = content?.signingKey;
  return {
    publishableKey: need(content, "publishableKey"),
    secretKey: need(content, "secretKey"),
    signingKey: { ...(isObject(key) ? key : {}), kid: need(key, "kid"), d: need(key, "d") },
    passwords: passwords((login) => need(content?.passwords, login)),
  };
}

function passwords(of: (login: Login) => string): Record<Login, string> {
  return {
    supabase_admin: of("supabase_admin"),
    postgres: of("postgres"),
    authenticator: of("authenticator"),
    supabase_auth_admin: of("supabase_auth_admin"),
  };
}
