/** Refresh tokens: swapped each time, and an old one that turns up again ends the session. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { asAdmin, asAnyone, present, signedIn } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

const refresh = (token: string) => asAnyone(server).auth.refreshSession({ refresh_token: token });

async function nextToken(token: string): Promise<string> {
  const { data, error } = await refresh(token);
  if (error) throw error;
  return present(data.session).refresh_token;
}

/** Makes all tokens look as old as that. */
async function age(userId: string, seconds: number): Promise<void> {
  await server.sql.query(
    "update auth.refresh_tokens set updated_at = updated_at - make_interval(secs => $2) where user_id = $1",
    [userId, seconds],
  );
}

describe("a refresh", () => {
  it("swaps the token and keeps the session and its methods", async () => {
    const { session, client } = await signedIn(server);

    const { data, error } = await refresh(session.refresh_token);

    expect(error).toBeNull();
    expect(data.session?.refresh_token).toMatch(/^[a-z0-9]{12}$/);
    expect(data.session?.refresh_token).not.toBe(session.refresh_token);
    const [before, after] = [
      (await client.auth.getClaims(session.access_token)).data?.claims,
      (await client.auth.getClaims(present(data.session).access_token)).data?.claims,
    ];
    expect(after?.session_id).toBe(before?.session_id);
    expect(after?.amr).toEqual(before?.amr);
  });

  it("works through setSession, as after a reload", async () => {
    const { session } = await signedIn(server);
    const client = asAnyone(server);
    const expired = await server.sign({ sub: session.user.id, exp: 1 });

    const { data, error } = await client.auth.setSession({ ...session, access_token: expired });

    expect(error).toBeNull();
    expect(data.session?.user.id).toBe(session.user.id);
  });

  it("gives the same token to several tabs that come at once", async () => {
    const { session, id } = await signedIn(server);

    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(session.refresh_token)));

    const tokens = new Set(answers.map(({ data }) => data.session?.refresh_token));
    expect(answers.map(({ error }) => error)).toEqual(Array(6).fill(null));
    expect(tokens.size).toBe(1);
    const { rows } = await server.sql.query(
      "select revoked, count(*)::int from auth.refresh_tokens where user_id = $1 group by 1 order by 1",
      [id],
    );
    expect(rows).toEqual([
      { revoked: false, count: 1 },
      { revoked: true, count: 1 },
    ]);
  });

  it("forgives a client that lost the last answer, however late", async () => {
    const { session, id } = await signedIn(server);
    const second = await nextToken(session.refresh_token);
    await age(id, 3600);

    expect(await nextToken(session.refresh_token)).toBe(second);
    expect(await nextToken(second)).not.toBe(second);
  });

  it("forgives an older token within ten seconds", async () => {
    const { session } = await signedIn(server);
    const third = await nextToken(await nextToken(session.refresh_token));

    expect(await nextToken(session.refresh_token)).toBe(third);
  });

  it("ends the session when a token turns up that was used long ago", async () => {
    const { session, id, client } = await signedIn(server);
    const third = await nextToken(await nextToken(session.refresh_token));
    await age(id, 11);

    const thief = await refresh(session.refresh_token);
    const owner = await refresh(third);
    const user = await client.auth.getUser(session.access_token);

    for (const { error } of [thief, owner]) {
      expect(error).toMatchObject({
        status: 400,
        code: "refresh_token_already_used",
        message: "Invalid Refresh Token: Already Used",
      });
    }
    expect(user.error?.name).toBe("AuthSessionMissingError");
    const { rows } = await server.sql.query(
      "select not_after <= now() as is_over from auth.sessions where user_id = $1",
      [id],
    );
    expect(rows).toEqual([{ is_over: true }]);
  });

  it("does not let a thief and the owner both through when they come at once", async () => {
    const { session, id } = await signedIn(server);
    const third = await nextToken(await nextToken(session.refresh_token));
    await age(id, 11);

    await Promise.all([refresh(session.refresh_token), refresh(third)]);

    const { rows } = await server.sql.query(
      "select from auth.refresh_tokens where user_id = $1 and not revoked",
      [id],
    );
    expect(rows).toHaveLength(0);
  });

  it("refuses what is no token, an unknown one and one of an ended session", async () => {
    const { session, client } = await signedIn(server);
    await client.auth.signOut();
    const refused = async (token: string) => (await refresh(token)).error;

    expect(await refused("nonsense!")).toMatchObject({ status: 400, code: "validation_failed" });
    expect(await refused("abcdefghijk1")).toMatchObject({
      status: 400,
      code: "refresh_token_not_found",
      message: "Invalid Refresh Token: Refresh Token Not Found",
    });
    expect(await refused(session.refresh_token)).toMatchObject({ code: "refresh_token_not_found" });
  });

  it("refuses a banned user and goes on after the ban", async () => {
    const { session, id } = await signedIn(server);
    await asAdmin(server).auth.admin.updateUserById(id, { ban_duration: "24h" });

    const banned = await refresh(session.refresh_token);
    await asAdmin(server).auth.admin.updateUserById(id, { ban_duration: "none" });
    const freed = await refresh(session.refresh_token);

    expect(banned.error).toMatchObject({ status: 400, code: "user_banned" });
    expect(freed.error).toBeNull();
  });
});

describe("limits of a session", () => {
  it("ends it after the longest and the longest idle time", async () => {
    const strict = await startAuthServer({ sessionSeconds: 3600, idleSeconds: 600 });
    const [old, idle, fresh] = [await signedIn(strict), await signedIn(strict), await signedIn(strict)];
    const shift = (column: string, id: string, seconds: number) =>
      strict.sql.query(
        `update auth.sessions set ${column} = now() - make_interval(secs => $2) where user_id = $1`,
        [id, seconds],
      );
    await shift("created_at", old.id, 3601);
    await shift("created_at", idle.id, 700);

    const errorOf = async (token: string) =>
      (await asAnyone(strict).auth.refreshSession({ refresh_token: token })).error;

    expect(await errorOf(old.session.refresh_token)).toMatchObject({
      code: "session_expired",
      message: "Invalid Refresh Token: Session Expired",
    });
    expect(await errorOf(idle.session.refresh_token)).toMatchObject({
      code: "session_expired",
      message: "Invalid Refresh Token: Session Expired (Inactivity)",
    });
    expect(await errorOf(fresh.session.refresh_token)).toBeNull();
    expect((await old.client.auth.getUser()).error?.name).toBe("AuthSessionMissingError");
    await strict.stop();
  });
});
