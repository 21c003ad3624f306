/** Signing out here, elsewhere, everywhere; and what else ends a session. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { aPerson, asAdmin, asAnyone, signedIn } from "./people";
import type { SignedIn } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

async function threeSessions(): Promise<[SignedIn, SignedIn, SignedIn]> {
  const person = await aPerson(server);
  return [await signedIn(server, person), await signedIn(server, person), await signedIn(server, person)];
}

async function isAlive({ session }: SignedIn): Promise<boolean> {
  const { error } = await asAnyone(server).auth.getUser(session.access_token);
  return error === null;
}

async function canRefresh({ session }: SignedIn): Promise<boolean> {
  const { error } = await asAnyone(server).auth.refreshSession({ refresh_token: session.refresh_token });
  return error === null;
}

const aliveOf = (sessions: SignedIn[]) => Promise.all(sessions.map(isAlive));

describe("sign-out", () => {
  it("ends only this session with scope local", async () => {
    const sessions = await threeSessions();

    const { error } = await sessions[0].client.auth.signOut({ scope: "local" });

    expect(error).toBeNull();
    expect(await aliveOf(sessions)).toEqual([false, true, true]);
    expect(await canRefresh(sessions[0])).toBe(false);
    expect(await canRefresh(sessions[1])).toBe(true);
  });

  it("ends all but this session with scope others", async () => {
    const sessions = await threeSessions();

    const { error } = await sessions[0].client.auth.signOut({ scope: "others" });

    expect(error).toBeNull();
    expect(await aliveOf(sessions)).toEqual([true, false, false]);
    expect(await canRefresh(sessions[2])).toBe(false);
  });

  it("ends all sessions of the user, and nobody else's, without a scope", async () => {
    const [sessions, stranger] = [await threeSessions(), await signedIn(server)];

    await sessions[0].client.auth.signOut();

    expect(await aliveOf([...sessions, stranger])).toEqual([false, false, false, true]);
  });

  it("can be done by an admin holding the token", async () => {
    const sessions = await threeSessions();

    const { error } = await asAdmin(server).auth.admin.signOut(sessions[0].session.access_token, "global");

    expect(error).toBeNull();
    expect(await aliveOf(sessions)).toEqual([false, false, false]);
  });

  it("is quiet when the session has ended already", async () => {
    const [first] = await threeSessions();
    await asAdmin(server).auth.admin.signOut(first.session.access_token);

    const { error } = await first.client.auth.signOut();

    expect(error).toBeNull();
  });
});

describe("a session stops at once", () => {
  it("when its user is banned, and goes on after the ban", async () => {
    const someone = await signedIn(server);
    await asAdmin(server).auth.admin.updateUserById(someone.id, { ban_duration: "10m" });

    const banned = await asAnyone(server).auth.getUser(someone.session.access_token);
    await asAdmin(server).auth.admin.updateUserById(someone.id, { ban_duration: "none" });

    expect(banned.error).toMatchObject({ status: 403, code: "user_banned" });
    expect(await isAlive(someone)).toBe(true);
  });

  it("when its user is deleted, softly or for good", async () => {
    const [gone, hidden] = [await signedIn(server), await signedIn(server)];
    await asAdmin(server).auth.admin.deleteUser(gone.id);
    await asAdmin(server).auth.admin.deleteUser(hidden.id, true);

    for (const someone of [gone, hidden]) {
      const { error } = await asAnyone(server).auth.getUser(someone.session.access_token);
      expect(error).toMatchObject({ status: 403, code: "user_not_found" });
      expect(await canRefresh(someone)).toBe(false);
    }
  });

  it("when an admin sets a new password", async () => {
    const sessions = await threeSessions();

    await asAdmin(server).auth.admin.updateUserById(sessions[0].id, { password: "another long secret" });

    expect(await aliveOf(sessions)).toEqual([false, false, false]);
  });
});
