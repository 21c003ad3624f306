/** Requests that make no sense get a clear answer, never a 500. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { ask, MODERN } from "./Http";
import { textWith } from "./matchers";
import { aPerson, signedIn, someEmail } from "./people";

let server: AuthServer;
let token: string;
let userId: string;

beforeAll(async () => {
  server = await startAuthServer();
  const [someone, other] = [await signedIn(server), await aPerson(server)];
  token = someone.session.access_token;
  userId = other.id;
});
afterAll(() => server.stop());

/** All that read a body, with the token that opens them. */
const readers = (): [string, string][] => [
  ["POST /token?grant_type=password", ""],
  ["POST /token?grant_type=refresh_token", ""],
  ["POST /token?grant_type=pkce", ""],
  ["POST /signup", ""],
  ["POST /recover", ""],
  ["POST /otp", ""],
  ["POST /resend", ""],
  ["POST /verify", ""],
  ["PUT /user", token],
  ["POST /factors", token],
  ["POST /invite", server.adminToken],
  ["POST /admin/users", server.adminToken],
  [`PUT /admin/users/${userId}`, server.adminToken],
  [`DELETE /admin/users/${userId}`, server.adminToken],
  ["POST /admin/generate_link", server.adminToken],
];

describe("a body that is no JSON object", () => {
  it.each(["{", "nonsense", "[]", "null", "7", '"text"', "[".repeat(100_000), '{"a":'.repeat(5000)])(
    "is bad JSON everywhere: %.20s",
    async (body) => {
      for (const [request, bearer] of readers()) {
        const answer = await ask(server, request, { body, token: bearer, headers: MODERN });
        expect([request, answer.status, Reflect.get(Object(answer.json), "code")]).toEqual([
          request,
          400,
          "bad_json",
        ]);
        expect(answer.text).toContain("Could not parse request body as JSON: ");
      }
    },
  );

  it("may be missing only where nothing needs to be said", async () => {
    for (const [request, bearer] of readers()) {
      const answer = await ask(server, request, { token: bearer });
      expect([request, answer.status]).toEqual([request, request.startsWith("DELETE") ? 200 : 400]);
    }
    userId = (await aPerson(server)).id;
  });

  it("is refused above one megabyte", async () => {
    const body = { email: someEmail(), password: "x".repeat(1024 * 1024) };

    const answer = await ask(server, "POST /token?grant_type=password", { body });

    expect(answer.status).toBe(413);
  });
});

describe("a field of the wrong kind", () => {
  const wrongs: [string, string, unknown][] = [
    ["email", "POST /token?grant_type=password", { email: 7 }],
    ["email", "POST /recover", { email: ["a@b.test"] }],
    ["email", "POST /otp", { email: { $ne: null } }],
    ["email", "POST /invite", { email: true }],
    ["email", "POST /admin/users", { email: 1 }],
    ["password", "POST /token?grant_type=password", { email: "a@b.test", password: true }],
    ["refresh_token", "POST /token?grant_type=refresh_token", { refresh_token: {} }],
    ["type", "POST /verify", { type: 1, token_hash: "x" }],
    ["code_challenge", "POST /recover", { email: "a@b.test", code_challenge: 5 }],
    ["email_confirm", "POST /admin/users", { email: "a@b.test", email_confirm: "yes" }],
    ["app_metadata", "POST /admin/users", { email: "a@b.test", app_metadata: "x" }],
    ["factor_type", "POST /factors", { factor_type: ["totp"] }],
  ];

  it.each(wrongs)("%s is bad JSON: %s %j", async (field, request, body) => {
    const bearer = readers().find(([name]) => name === request)?.[1] ?? "";

    const answer = await ask(server, request, { body, token: bearer, headers: MODERN });

    expect([answer.status, answer.json]).toEqual([
      400,
      {
        code: "bad_json",
        message: textWith(`Could not parse request body as JSON: ${field} must be `),
      },
    ]);
  });

  it("of metadata is bad JSON", async () => {
    const answer = await ask(server, "PUT /user", { token, body: { data: [1] }, headers: MODERN });

    expect([answer.status, answer.json]).toEqual([
      400,
      { code: "bad_json", message: "Could not parse request body as JSON: data must be an object" },
    ]);
  });
});

describe("text that Postgres cannot keep", () => {
  it.each(["\u0000", "\ud800", "a\u0000b"])("is refused: %j", async (text) => {
    const answers = [
      await ask(server, "PUT /user", { token, body: { data: { name: text } } }),
      await ask(server, "POST /admin/users", {
        token: server.adminToken,
        body: { email: someEmail(), user_metadata: { [text]: 1 } },
      }),
      await ask(server, "POST /factors", { token, body: { factor_type: "totp", friendly_name: `x${text}` } }),
      await ask(server, `PUT /admin/users/${userId}`, { token: server.adminToken, body: { role: text } }),
    ];

    for (const { status } of answers) expect(status).toBeLessThan(500);
    expect(answers[0]?.status).toBe(400);
  });

  it("is kept when it is only unusual", async () => {
    const data = { name: "𠮷野家 🧾 \\u0000 ' \" ; --", nested: { list: [1, null, "二"] } };

    const { json } = await ask(server, "PUT /user", { token, body: { data } });

    expect(json).toMatchObject({ user_metadata: data });
  });

  it("of a role, a name or an agent that is too long is refused or cut", async () => {
    const long = "x".repeat(2000);
    const person = await aPerson(server);

    const signIn = await ask(server, "POST /token?grant_type=password", {
      body: person,
      headers: { "user-agent": long },
    });
    const role = await ask(server, `PUT /admin/users/${userId}`, {
      token: server.adminToken,
      body: { role: long },
    });

    expect(signIn.status).toBe(200);
    expect(role.status).toBe(400);
  });
});

describe("a path or query that makes no sense", () => {
  it("is not found or invalid", async () => {
    const admin = { token: server.adminToken };
    const answers: [string, number, string][] = [
      ["GET /nowhere", 404, ""],
      ["POST /token", 400, "invalid_credentials"],
      ["POST /token?grant_type=toString", 400, "invalid_credentials"],
      ["POST /token?grant_type=__proto__", 400, "invalid_credentials"],
      ["GET /admin/users/7", 404, "validation_failed"],
      ["GET /admin/users/11111111-2222-4333-8444-555555555555", 404, "user_not_found"],
      [`GET /admin/users/${userId}'--`, 404, "validation_failed"],
      [`DELETE /admin/users/${userId}/factors/x`, 404, "validation_failed"],
      [`DELETE /admin/users/${userId}/factors/${userId}`, 404, "mfa_factor_not_found"],
      ["GET /verify", 400, "validation_failed"],
      ["GET /verify?type=signup", 400, "validation_failed"],
    ];

    for (const [request, status, code] of answers) {
      const answer = await ask(server, request, {
        ...admin,
        ...(request.startsWith("POST") && { body: {} }),
      });
      expect([request, answer.status, answer.headers.get("x-sb-error-code") ?? ""]).toEqual([
        request,
        status,
        code,
      ]);
    }
    const scope = await ask(server, "POST /logout?scope=universe", { token, headers: MODERN });
    expect([scope.status, scope.json]).toEqual([
      400,
      { code: "validation_failed", message: 'Unsupported logout scope "universe"' },
    ]);
    const kind = await ask(server, "GET /verify?type=toString&token=x");
    expect(kind.headers.get("location")).toContain("error_code=validation_failed");
  });
});
