/** Rows that nobody can use any more do not pile up. */
import { expect, it, vi } from "vitest";
import { startAuthServer } from "./AuthServer";
import { asAnyone, signedIn } from "./people";
import { enroll } from "./secondFactor";

it("forgets ended sessions, old challenges and unfinished factors, and keeps the rest", async () => {
  const server = await startAuthServer();
  const [old, current] = [await signedIn(server), await signedIn(server)];
  for (const { client } of [old, current]) {
    const { factorId } = await enroll(client);
    await client.auth.mfa.challenge({ factorId });
  }
  await server.sql.query(
    "update auth.sessions set not_after = now() - interval '25 hours' where user_id = $1",
    [old.id],
  );
  await server.sql.query(
    "update auth.mfa_factors set created_at = now() - interval '25 hours' where user_id = $1",
    [old.id],
  );
  const ownersOf = async (table: string) =>
    (await server.sql.query<{ user_id: string }>(`select user_id from auth.${table}`)).rows.map(
      ({ user_id }) => user_id,
    );

  server.wait(3601);
  await asAnyone(server).auth.getUser(current.session.access_token);

  await vi.waitFor(async () => {
    expect(await ownersOf("mfa_factors")).toEqual([current.id]);
  });
  expect(await ownersOf("sessions")).toEqual([current.id]);
  expect((await server.sql.query("select from auth.mfa_challenges")).rowCount).toBe(1);
  await server.stop();
});
