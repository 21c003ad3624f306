/** Signing in with a password. */
import bcrypt from "bcryptjs";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { anyNumber, textLike } from "./matchers";
import { aPerson, aPersonWithPassword, asAdmin, asAnyone, signedIn, someEmail } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

describe("sign-in with a password", () => {
  it("works with the password that an admin gave", async () => {
    const { error } = await asAnyone(server).auth.signInWithPassword(await aPersonWithPassword(server));

    expect(error).toBeNull();
  });

  it("gives a session with the user", async () => {
    const person = await aPerson(server, { user_metadata: { full_name: "王芳" } });

    const { data, error } = await asAnyone(server).auth.signInWithPassword(person);

    expect(error).toBeNull();
    expect(data.session).toMatchObject({ token_type: "bearer", expires_in: 3600 });
    expect(data.session?.refresh_token).toMatch(/^[a-z0-9]{12}$/);
    expect(data.user).toMatchObject({
      id: person.id,
      aud: "authenticated",
      role: "authenticated",
      email: person.email,
      phone: "",
      app_metadata: { provider: "email", providers: ["email"] },
      user_metadata: { full_name: "王芳", email_verified: true },
      is_anonymous: false,
    });
    expect(data.user?.identities?.[0]).toMatchObject({
      id: person.id,
      user_id: person.id,
      provider: "email",
      email: person.email,
      identity_data: { sub: person.id, email: person.email, email_verified: true, phone_verified: false },
    });
    expect(data.user?.last_sign_in_at).toBeTruthy();
  });

  it("puts Supabase's claims into the access token", async () => {
    const { session, id, email } = await signedIn(server);

    const claims = decodeJwt(session.access_token);

    expect(claims).toMatchObject({
      iss: `${server.url}/auth/v1`,
      sub: id,
      aud: "authenticated",
      role: "authenticated",
      email,
      phone: "",
      aal: "aal1",
      is_anonymous: false,
    });
    expect(claims.amr).toEqual([{ method: "password", timestamp: anyNumber }]);
    expect(claims.session_id).toMatch(/^[0-9a-f-]{36}$/);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    expect(session.expires_at).toBe(claims.exp);
  });

  it("remembers where the session came from", async () => {
    const { id } = await signedIn(server);

    const { rows } = await server.sql.query(
      "select host(ip) as ip, user_agent, aal from auth.sessions where user_id = $1",
      [id],
    );

    expect(rows).toEqual([{ ip: "127.0.0.1", user_agent: textLike(/\w/), aal: "aal1" }]);
  });

  it("takes the address in any case", async () => {
    const person = await aPerson(server);

    const { error } = await asAnyone(server).auth.signInWithPassword({
      ...person,
      email: person.email.toUpperCase(),
    });

    expect(error).toBeNull();
  });

  it("refuses a wrong password, an unknown address and no password alike", async () => {
    const person = await aPerson(server);
    const attempts = [
      { email: person.email, password: "wrong" },
      { email: person.email, password: "" },
      { email: person.email, password: `${person.password}${"x".repeat(80)}` },
      { email: someEmail(), password: person.password },
    ];

    const errors = await Promise.all(
      attempts.map(async (attempt) => (await asAnyone(server).auth.signInWithPassword(attempt)).error),
    );

    for (const error of errors) {
      expect(error).toMatchObject({
        status: 400,
        code: "invalid_credentials",
        message: "Invalid login credentials",
      });
    }
  });

  it("takes as long for an unknown address as for a wrong password", async () => {
    const person = await aPersonWithPassword(server);
    const timeOf = async (email: string) => {
      const start = performance.now();
      await asAnyone(server).auth.signInWithPassword({ email, password: "wrong password" });
      return performance.now() - start;
    };
    await timeOf(person.email);

    const [known, unknown] = [[0], [0]];
    for (let round = 0; round < 4; round++) {
      known.push(await timeOf(person.email));
      unknown.push(await timeOf(someEmail()));
    }

    const best = (times: number[]) => Math.min(...times.slice(1));
    expect(best(unknown)).toBeGreaterThan(best(known) * 0.4);
    expect(best(unknown)).toBeLessThan(best(known) * 2.5);
  });

  it("does not hold up other requests while many passwords are checked", async () => {
    const attempts = Promise.all(
      Array.from({ length: 12 }, () =>
        asAnyone(server).auth.signInWithPassword({ email: someEmail(), password: "wrong password" }),
      ),
    );
    const start = performance.now();

    const first = await Promise.race([
      attempts.then(() => "attempts"),
      fetch(`${server.url}/auth/v1/health`).then(() => "health"),
    ]);
    const waited = performance.now() - start;
    await attempts;

    expect(first).toBe("health");
    expect(waited).toBeLessThan((performance.now() - start) / 2);
  });

  it("refuses an address that nobody confirmed", async () => {
    const person = await aPerson(server, { email_confirm: false });

    const { error } = await asAnyone(server).auth.signInWithPassword(person);

    expect(error).toMatchObject({ status: 400, code: "email_not_confirmed", message: "Email not confirmed" });
  });

  it("tells a banned user so, but only after the right password", async () => {
    const person = await aPerson(server, { ban_duration: "1h" });

    const right = await asAnyone(server).auth.signInWithPassword(person);
    const wrong = await asAnyone(server).auth.signInWithPassword({ ...person, password: "wrong" });

    expect(right.error).toMatchObject({ status: 400, code: "user_banned" });
    expect(wrong.error).toMatchObject({ code: "invalid_credentials" });
  });

  it("warns of a password that is weaker than today's rule", async () => {
    const person = await aPerson(server);
    await server.sql.query("update auth.users set encrypted_password = $2 where id = $1", [
      person.id,
      await bcrypt.hash("short", 4),
    ]);

    const { data } = await asAnyone(server).auth.signInWithPassword({
      email: person.email,
      password: "short",
    });

    expect(data.session).toBeTruthy();
    expect(data.weakPassword).toEqual({
      reasons: ["length"],
      message: "Password should be at least 12 characters.",
    });
  });

  it("does not know a deleted user any more", async () => {
    const [gone, hidden] = [await aPerson(server), await aPerson(server)];
    await asAdmin(server).auth.admin.deleteUser(gone.id);
    await asAdmin(server).auth.admin.deleteUser(hidden.id, true);

    for (const person of [gone, hidden]) {
      const { error } = await asAnyone(server).auth.signInWithPassword(person);
      expect(error?.code).toBe("invalid_credentials");
    }
  });
});
