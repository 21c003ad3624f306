/** Status codes, JSON and headers to the letter. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isObject } from "../../supabase/local/auth/readBody";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { ask, MODERN } from "./Http";
import { anyText } from "./matchers";
import { aPerson, asAdmin, signedIn } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

const fieldsOf = (json: unknown) => (isObject(json) ? Object.keys(json) : []);

const wrongSignIn = (headers = {}) =>
  ask(server, "POST /token?grant_type=password", { body: { email: "a@b.test", password: "x" }, headers });

describe("an error", () => {
  it("has the first shape without a version", async () => {
    const { status, json, headers } = await wrongSignIn();

    expect(status).toBe(400);
    expect(json).toEqual({ code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" });
    expect(headers.get("x-sb-error-code")).toBe("invalid_credentials");
    expect(headers.get("x-supabase-api-version")).toBeNull();
    expect(headers.get("content-type")).toBe("application/json");
  });

  it.each(["2024-01-01", "2025-06-30"])(
    "has the newer shape with version %s, and echoes it",
    async (version) => {
      const { json, headers } = await wrongSignIn({ "x-supabase-api-version": version });

      expect(json).toEqual({ code: "invalid_credentials", message: "Invalid login credentials" });
      expect(headers.get("x-supabase-api-version")).toBe("2024-01-01");
    },
  );

  it.each(["2023-12-31", "soon", ""])("has the first shape with version %j", async (version) => {
    const { json } = await wrongSignIn({ "x-supabase-api-version": version });

    expect(json).toMatchObject({ code: 400 });
  });

  it("carries the reasons of a weak password in both shapes", async () => {
    const { session } = await signedIn(server);
    const change = (headers = {}) =>
      ask(server, "PUT /user", { token: session.access_token, body: { password: "short" }, headers });

    expect((await change()).json).toEqual({
      code: 422,
      error_code: "weak_password",
      msg: "Password should be at least 12 characters.",
      weak_password: { reasons: ["length"] },
    });
    expect((await change(MODERN)).json).toEqual({
      code: "weak_password",
      message: "Password should be at least 12 characters.",
      weak_password: { reasons: ["length"] },
    });
  });
});

describe("a success", () => {
  it("does not echo the version", async () => {
    const { headers } = await ask(server, "GET /health", { headers: MODERN });

    expect(headers.get("x-supabase-api-version")).toBeNull();
  });

  it("of a sign-in has exactly the fields of a session", async () => {
    const person = await aPerson(server);

    const { json, status } = await ask(server, "POST /token?grant_type=password", { body: person });

    expect(status).toBe(200);
    expect(fieldsOf(json)).toEqual([
      "access_token",
      "token_type",
      "expires_in",
      "expires_at",
      "refresh_token",
      "user",
    ]);
  });

  it("of GET /user leaves empty fields out", async () => {
    const { session } = await signedIn(server);

    const { json } = await ask(server, "GET /user", { token: session.access_token });

    expect(fieldsOf(json).sort()).toEqual([
      "app_metadata",
      "aud",
      "confirmed_at",
      "created_at",
      "email",
      "email_confirmed_at",
      "id",
      "identities",
      "is_anonymous",
      "last_sign_in_at",
      "phone",
      "role",
      "updated_at",
      "user_metadata",
    ]);
    expect(JSON.stringify(json)).not.toMatch(/password|token|secret/);
  });

  it("is not kept by anybody on the way", async () => {
    const { headers } = await ask(server, "GET /settings");

    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("of a sign-out is empty", async () => {
    const { session } = await signedIn(server);

    const { status, text } = await ask(server, "POST /logout?scope=local", { token: session.access_token });

    expect([status, text]).toEqual([204, ""]);
  });

  it("of the user list counts and links", async () => {
    await aPerson(server);
    await aPerson(server);

    const { headers, json } = await ask(server, "GET /admin/users?page=1&per_page=1", {
      token: server.adminToken,
    });

    const total = Number(headers.get("x-total-count"));
    expect(total).toBeGreaterThan(1);
    expect(headers.get("link")).toBe(
      `</admin/users?page=2&per_page=1>; rel="next", </admin/users?page=${total}&per_page=1>; rel="last"`,
    );
    expect(fieldsOf(json)).toEqual(["users", "aud"]);
  });

  it("of a deletion is an empty object", async () => {
    const { id } = await aPerson(server);

    const { status, json } = await ask(server, `DELETE /admin/users/${id}`, { token: server.adminToken });

    expect([status, json]).toEqual([200, {}]);
  });
});

describe("the server", () => {
  it("says what it is", async () => {
    expect((await ask(server, "GET /health")).json).toEqual({
      version: anyText,
      name: "GoTrue",
      description: "GoTrue is a user registration and authentication API",
    });
  });

  it("says what it offers", async () => {
    expect((await ask(server, "GET /settings")).json).toMatchObject({
      external: { email: true, phone: false, google: false, anonymous_users: false },
      disable_signup: true,
      mailer_autoconfirm: false,
      phone_autoconfirm: false,
      saml_enabled: false,
    });
  });

  it("shows its public keys, and nothing private", async () => {
    const { json, headers } = await ask(server, "GET /.well-known/jwks.json");

    expect(headers.get("cache-control")).toBe("public, max-age=600");
    expect(json).toEqual({
      keys: [
        {
          kty: "EC",
          crv: "P-256",
          x: anyText,
          y: anyText,
          kid: anyText,
          alg: "ES256",
          use: "sig",
          key_ops: ["verify"],
        },
      ],
    });
  });

  it("lets clients check tokens with those keys alone", async () => {
    const { client, session, id } = await signedIn(server);
    await asAdmin(server).auth.admin.signOut(session.access_token);

    const { data, error } = await client.auth.getClaims(session.access_token);
    const forged = await client.auth.getClaims(`${session.access_token.slice(0, -6)}AAAAAA`);

    expect(error).toBeNull();
    expect(data).toMatchObject({ claims: { sub: id }, header: { alg: "ES256", kid: anyText } });
    expect(forged.error?.message).toBe("Invalid JWT signature");
  });
});
