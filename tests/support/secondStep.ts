/** Sets up an authenticator for a signed-in user and takes the second step with it. */
import { Secret, TOTP } from "otpauth";
import { RestClient } from "./RestClient";

/** The code that an authenticator with this secret shows now. */
export function totpCode(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate();
}

/** Enrols an authenticator; the answer is its secret and an access token of level aal2. */
export async function secondStep(token: string): Promise<{ secret: string; token: string }> {
  const user = new RestClient({ authorization: `Bearer ${token}` });
  const factor = await user.send("/auth/v1/factors", {
    method: "POST",
    body: { factor_type: "totp", friendly_name: "test" },
  });
  const secret = factor.text("totp", "secret");
  const path = `/auth/v1/factors/${factor.text("id")}`;
  const challenge = await user.send(`${path}/challenge`, { method: "POST", body: {} });
  const verified = await user.send(`${path}/verify`, {
    method: "POST",
    body: { challenge_id: challenge.text("id"), code: totpCode(secret) },
  });
  return { secret, token: verified.text("access_token") };
}
