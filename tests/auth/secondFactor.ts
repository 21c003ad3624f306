/** Authenticator apps for tests. */
import { Secret, TOTP } from "otpauth";
import type { AuthServer } from "./AuthServer";
import type { Client } from "./clients";
import { signedIn } from "./people";
import type { SignedIn } from "./people";

/** What the app would show now, or on a clock that is off. */
export const codeOf = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });

export interface Enrolled {
  factorId: string;
  secret: string;
}

export async function enroll(client: Client, friendlyName = "Phone"): Promise<Enrolled> {
  const { data, error } = await client.auth.mfa.enroll({ factorType: "totp", friendlyName });
  if (error) throw error;
  return { factorId: data.id, secret: data.totp.secret };
}

/** Somebody with a verified factor, at aal2. */
export async function secured(server: AuthServer): Promise<SignedIn & Enrolled> {
  const someone = await signedIn(server);
  const { factorId, secret } = await enroll(someone.client);
  const { error } = await someone.client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) });
  if (error) throw error;
  return { ...someone, factorId, secret };
}

export async function levelOf(client: Client) {
  return (await client.auth.mfa.getAuthenticatorAssuranceLevel()).data;
}
