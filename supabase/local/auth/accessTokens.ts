/** Signs and checks access tokens (ES256) and shows the public key. */
import { importJWK, jwtVerify, SignJWT } from "jose";
import type { JWK, JWTPayload } from "jose";
import { badJwt } from "./authError";
import type { SigningKey } from "./AuthDeps";

export interface AccessTokens {
  sign(claims: JWTPayload & { sub: string }): Promise<{ token: string; expiresAt: number }>;
  /** The claims of a token that this server signed and that has not expired. */
  check(token: string): Promise<JWTPayload>;
  publicKeys: { keys: JWK[] };
}

export function accessTokens(options: { key: SigningKey; issuer: string; seconds: number }): AccessTokens {
  const { kty, crv, x, y, kid } = options.key;
  const publicKey: JWK = { kty, crv, x, y, kid, alg: "ES256", use: "sig", key_ops: ["verify"] };
  const signer = importJWK({ ...options.key, alg: "ES256" }, "ES256");
  const checker = importJWK(publicKey, "ES256");
  return {
    async sign(claims) {
      const issuedAt = Math.floor(Date.now() / 1000);
      const expiresAt = issuedAt + options.seconds;
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid, typ: "JWT" })
        .setIssuer(options.issuer)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(await signer);
      return { token, expiresAt };
    },
    async check(token) {
      try {
        const { payload } = await jwtVerify(token, await checker, { algorithms: ["ES256"] });
        return payload;
      } catch (error) {
        const why = error instanceof Error ? error.message : "unreadable";
        throw badJwt(`invalid JWT: unable to parse or verify signature, ${why}`);
      }
    },
    publicKeys: { keys: [publicKey] },
  };
}
