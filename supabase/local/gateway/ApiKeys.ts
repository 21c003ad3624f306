/** Supabase's opaque keys: which role each stands for, and the short-lived token that the services get instead. */
import { createHash, timingSafeEqual } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import type { StoredSigningKey } from "../secrets";

type KeyRole = "anon" | "service_role";

interface Token {
  value: string;
  expiresAt: number;
}

const LIFETIME_S = 600;
const RENEW_BEFORE_S = 120;

export class ApiKeys {
  private readonly hashes: readonly (readonly [KeyRole, Buffer])[];
  private readonly tokens = new Map<KeyRole, Token>();

  constructor(
    keys: { publishableKey: string; secretKey: string },
    private readonly signingKey: StoredSigningKey,
  ) {
    this.hashes = [
      ["anon", hash(keys.publishableKey)],
      ["service_role", hash(keys.secretKey)],
    ];
  }

  roleOf(key: string): KeyRole | undefined {
    const given = hash(key);
    return this.hashes.find(([, known]) => timingSafeEqual(known, given))?.[0];
  }

  /** The same text is handed out for some minutes, so that PostgREST verifies it once. */
  async tokenFor(role: KeyRole): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const held = this.tokens.get(role);
    if (held && held.expiresAt - RENEW_BEFORE_S > now) return held.value;
    const expiresAt = now + LIFETIME_S;
    const value = await new SignJWT({ role })
      .setProtectedHeader({ alg: "ES256", kid: this.signingKey.kid, typ: "JWT" })
      .setIssuer("supabase")
      .setIssuedAt(now)
      .setExpirationTime(expiresAt)
      .sign(await importJWK(this.signingKey, "ES256"));
    this.tokens.set(role, { value, expiresAt });
    return value;
  }
}

/** Public keys in the form that PostgREST takes. */
export function publicJwks(signingKey: StoredSigningKey): string {
  const { d: _private, ...open } = signingKey;
  return JSON.stringify({ keys: [{ ...open, key_ops: ["verify"] }] });
}

const hash = (text: string) => createHash("sha256").update(text).digest();
