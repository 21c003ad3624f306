/** Whom the server believes, and how it refuses the others. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { ask, MODERN } from "./Http";
import { textWith } from "./matchers";
import { aPerson, present, signedIn } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

interface Case {
  who: string;
  tokenOf: () => Promise<string | undefined>;
  status: number;
  code: string;
  message: string;
}

describe("who asks", () => {
  const noJwt = "invalid JWT: unable to parse or verify signature";
  const noSession = "Session from session_id claim in JWT does not exist";
  const cases: Case[] = [
    {
      who: "nobody",
      tokenOf: async () => undefined,
      status: 401,
      code: "no_authorization",
      message: "This endpoint requires a valid Bearer token",
    },
    { who: "nonsense", tokenOf: async () => "nonsense", status: 403, code: "bad_jwt", message: noJwt },
    {
      who: "the publishable key",
      tokenOf: async () => server.anonToken,
      status: 403,
      code: "bad_jwt",
      message: "invalid claim: missing sub claim",
    },
    {
      who: "an expired token",
      tokenOf: () => server.sign({ exp: 1 }),
      status: 403,
      code: "bad_jwt",
      message: noJwt,
    },
    {
      who: "an id that is none",
      tokenOf: () => server.sign({ sub: "7" }),
      status: 400,
      code: "bad_jwt",
      message: "invalid claim: sub claim must be a UUID",
    },
    {
      who: "a stranger",
      tokenOf: () => server.sign({ sub: "11111111-2222-4333-8444-555555555555" }),
      status: 403,
      code: "user_not_found",
      message: "User from sub claim in JWT does not exist",
    },
    {
      who: "somebody in a session of somebody else",
      tokenOf: async () => {
        const [one, other] = [await aPerson(server), await signedIn(server)];
        const { rows } = await server.sql.query<{ id: string }>(
          "select id from auth.sessions where user_id = $1",
          [other.id],
        );
        return server.sign({ sub: one.id, session_id: present(rows[0]).id });
      },
      status: 403,
      code: "session_not_found",
      message: noSession,
    },
    {
      who: "somebody without a session",
      tokenOf: async () => server.sign({ sub: (await aPerson(server)).id }),
      status: 403,
      code: "session_not_found",
      message: noSession,
    },
  ];

  it.each(cases)("is refused: $who", async ({ tokenOf, status, code, message }) => {
    const token = await tokenOf();

    for (const request of [
      "GET /user",
      "PUT /user",
      "POST /logout",
      "POST /factors",
      "GET /reauthenticate",
    ]) {
      const answer = await ask(server, request, { ...(token && { token }), headers: MODERN });
      expect(answer.status).toBe(status);
      expect(answer.json).toEqual({ code, message: textWith(message) });
    }
  });

  it("is not believed when the token is unsigned or signed by somebody else", async () => {
    const { session, id } = await signedIn(server);
    const [, payload = "", signature = ""] = session.access_token.split(".");
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const forged = [
      `${encode({ alg: "none", typ: "JWT" })}.${payload}.`,
      `${encode({ alg: "HS256", typ: "JWT" })}.${payload}.${signature}`,
      `${encode({ alg: "ES256" })}.${encode({ sub: id, role: "service_role", exp: 9e9 })}.${signature}`,
    ];

    for (const token of forged) {
      expect((await ask(server, "GET /user", { token })).status).toBe(403);
      expect((await ask(server, "GET /admin/users", { token })).status).toBe(403);
    }
  });
});
