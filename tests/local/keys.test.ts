/** Opaque keys, and what PostgREST hears instead of them. */
import { decodeProtectedHeader, importJWK, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { loadSecrets } from "../../supabase/local/secrets";
import { smallStack } from "./smallStack";

const { stack, directory } = smallStack();

interface Answer {
  status: number;
  body: unknown;
}

/** Writes a note and returns the role that Postgres saw. */
async function writtenBy(headers: Record<string, string>, query = ""): Promise<Answer> {
  const response = await fetch(`${stack().url}/rest/v1/notes?select=written_by${query}`, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "return=representation", ...headers },
    body: JSON.stringify({ body: "who am I" }),
  });
  return { status: response.status, body: await response.json() };
}

async function userToken(): Promise<string> {
  const { signingKey } = await loadSecrets(directory);
  return new SignJWT({ role: "authenticated", sub: "00000000-0000-4000-8000-000000000001" })
    .setProtectedHeader({ alg: "ES256", kid: signingKey.kid })
    .setExpirationTime("5m")
    .sign(await importJWK(signingKey, "ES256"));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe("the gateway", () => {
  it("turns the publishable key into anon", async () => {
    const answer = await writtenBy({ apikey: stack().publishableKey });

    expect(answer).toEqual({ status: 201, body: [{ written_by: "anon" }] });
  });

  it("turns the secret key into service_role", async () => {
    const answer = await writtenBy({ apikey: stack().secretKey });

    expect(answer).toEqual({ status: 201, body: [{ written_by: "service_role" }] });
  });

  it("takes the key from the query and keeps it from PostgREST", async () => {
    const answer = await writtenBy({}, `&apikey=${stack().publishableKey}`);

    expect(answer).toEqual({ status: 201, body: [{ written_by: "anon" }] });
  });

  it("translates a key that stands in the Authorization header", async () => {
    const { publishableKey, secretKey } = stack();

    const answer = await writtenBy({ apikey: publishableKey, ...bearer(secretKey) });

    expect(answer).toEqual({ status: 201, body: [{ written_by: "service_role" }] });
  });

  it("lets the token of a user pass", async () => {
    const answer = await writtenBy({ apikey: stack().publishableKey, ...bearer(await userToken()) });

    expect(answer).toEqual({ status: 201, body: [{ written_by: "authenticated" }] });
  });

  it("refuses a request without a key", async () => {
    const answer = await writtenBy(bearer(await userToken()));

    expect(answer).toMatchObject({ status: 401, body: { message: "No API key found in request" } });
  });

  it.each(["sb_publishable_wrong", "sb_secret_", "anon", ""])(
    "refuses the unknown key %j",
    async (apikey) => {
      const answer = await writtenBy({ apikey });

      expect(answer).toMatchObject({ status: 401, body: { message: "Invalid API key" } });
    },
  );

  it("refuses an unknown key in the Authorization header", async () => {
    const answer = await writtenBy({ apikey: stack().publishableKey, ...bearer("sb_secret_guess") });

    expect(answer).toMatchObject({ status: 401, body: { message: "Invalid API key" } });
  });

  it("passes on PostgREST's refusal of a forged token", async () => {
    const [, claims, signature] = (await userToken()).split(".");
    const header = Buffer.from('{"alg":"none"}').toString("base64url");

    const answer = await writtenBy({
      apikey: stack().publishableKey,
      ...bearer(`${header}.${claims}.${signature}`),
    });

    expect(answer.status).toBe(401);
  });

  it("asks for no key where people come from a mail, and where public keys are", async () => {
    const jwks = await fetch(`${stack().url}/auth/v1/.well-known/jwks.json`);
    const verify = await fetch(`${stack().url}/auth/v1/verify?token=x&type=recovery`, { redirect: "manual" });
    const user = await fetch(`${stack().url}/auth/v1/user`);

    expect(jwks.status).toBe(200);
    expect(verify.status).toBe(303);
    expect(user.status).toBe(401);
  });

  it("signs with a key of the data folder that the public list names", async () => {
    const response = await fetch(`${stack().url}/auth/v1/.well-known/jwks.json`);
    const { kid } = decodeProtectedHeader(await userToken());
    const text = await response.text();

    expect(JSON.parse(text)).toMatchObject({ keys: [{ kid, alg: "ES256" }] });
    expect(text).not.toContain('"d":');
  });
});
