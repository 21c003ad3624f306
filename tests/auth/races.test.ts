/** Many things at once on one account: every answer is clear, and what is left fits together. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { ask } from "./Http";
import { aPerson, asAdmin, asAnyone, signedIn } from "./people";
import { codeOf, secured } from "./secondFactor";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

/** No session has two active refresh tokens, and no row points to nothing. */
async function assertSound(userId: string): Promise<void> {
  const { rows } = await server.sql.query(
    `select session_id from auth.refresh_tokens
     where user_id = $1 and not revoked group by 1 having count(*) > 1`,
    [userId],
  );
  expect(rows).toEqual([]);
  expect(server.logs).toEqual([]);
}

it("survives sign-ins, refreshes, password changes and sign-outs that come together", async () => {
  const person = await aPerson(server);
  const sessions = await Promise.all(Array.from({ length: 6 }, () => signedIn(server, person)));

  const statuses = await Promise.all(
    sessions.flatMap(({ session }, n) => {
      const { access_token: token, refresh_token } = session;
      return [
        ask(server, "POST /token?grant_type=refresh_token", { body: { refresh_token } }),
        ask(server, "POST /token?grant_type=refresh_token", { body: { refresh_token } }),
        ask(server, `POST /logout?scope=${["local", "others", "global"][n % 3] ?? ""}`, { token }),
        ask(server, "PUT /user", {
          token,
          body: { password: `a new password ${n}`, current_password: person.password },
        }),
        ask(server, "POST /token?grant_type=password", { body: person }),
        ask(server, "POST /recover", { body: { email: person.email } }),
      ];
    }),
  );

  expect(statuses.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  await assertSound(person.id);
});

it("survives second steps in several sessions at once", async () => {
  const owner = await secured(server);
  const sessions = await Promise.all(Array.from({ length: 4 }, () => signedIn(server, owner)));

  const results = await Promise.all(
    sessions.map(({ client }) =>
      client.auth.mfa.challengeAndVerify({ factorId: owner.factorId, code: codeOf(owner.secret) }),
    ),
  );

  // Whoever is first ends the weaker sessions of the others.
  expect(results.some(({ error }) => error === null)).toBe(true);
  expect(results.every(({ error }) => error === null || (error.status ?? 0) < 500)).toBe(true);
  await assertSound(owner.id);
});

it("survives the deletion of somebody who is busy", async () => {
  const person = await aPerson(server);
  const busy = await Promise.all(Array.from({ length: 4 }, () => signedIn(server, person)));

  const statuses = await Promise.all([
    ...busy.map(({ session }) => asAnyone(server).auth.refreshSession(session)),
    ...busy.map(({ client }) => client.auth.updateUser({ data: { busy: true } })),
    ...busy.map(({ client }) => client.auth.mfa.enroll({ factorType: "totp", friendlyName: "Phone" })),
    asAdmin(server).auth.admin.deleteUser(person.id),
    asAnyone(server).auth.signInWithPassword(person),
  ]);

  expect(statuses.map(({ error }) => error?.status ?? 200).filter((status) => status >= 500)).toEqual([]);
  const { rows } = await server.sql.query("select from auth.users where id = $1", [person.id]);
  expect(rows).toEqual([]);
  await assertSound(person.id);
});
