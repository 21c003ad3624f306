/** What the secret key may do to accounts. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAuthServer } from "./AuthServer";
import type { AuthServer } from "./AuthServer";
import { ask } from "./Http";
import { anyText } from "./matchers";
import { aPerson, asAdmin, asAnyone, signedIn, someEmail, userOf } from "./people";

let server: AuthServer;

beforeAll(async () => {
  server = await startAuthServer();
});
afterAll(() => server.stop());

const admin = () => asAdmin(server).auth.admin;

describe("an admin", () => {
  it("makes a user with metadata, confirmed", async () => {
    const email = someEmail();

    const answer = await admin().createUser({
      email: email.toUpperCase(),
      password: "correct horse battery",
      email_confirm: true,
      user_metadata: { full_name: "Li Wei" },
      app_metadata: { team: "north" },
    });

    expect(userOf(answer)).toMatchObject({
      email,
      email_confirmed_at: anyText,
      confirmed_at: anyText,
      user_metadata: { full_name: "Li Wei", email_verified: true },
      app_metadata: { provider: "email", providers: ["email"], team: "north" },
    });
  });

  it("chooses the id, and brings a bcrypt hash along", async () => {
    const [id, email] = [randomUUID(), someEmail()];
    const { password } = await aPerson(server);
    const { rows } = await server.sql.query<{ hash: string }>(
      "select encrypted_password as hash from auth.users limit 1",
    );

    const answer = await admin().createUser({
      id,
      email,
      password_hash: rows[0]?.hash ?? "",
      email_confirm: true,
    });

    expect(userOf(answer).id).toBe(id);
    const signIn = await asAnyone(server).auth.signInWithPassword({ email, password });
    expect(signIn.error).toBeNull();
  });

  it("cannot take an address twice, not even at the same time", async () => {
    const { email } = await aPerson(server);

    const again = await admin().createUser({ email });
    const rivals = await Promise.all(
      Array.from({ length: 5 }, () => admin().createUser({ email: `x${email}` })),
    );

    expect(again.error).toMatchObject({
      status: 422,
      code: "email_exists",
      message: "A user with this email address has already been registered",
    });
    expect(rivals.filter(({ error }) => error === null)).toHaveLength(1);
    expect(rivals.filter(({ error }) => error?.code === "email_exists")).toHaveLength(4);
  });

  it("reads, changes and deletes a user", async () => {
    const { id } = await aPerson(server);
    const email = someEmail();

    const read = await admin().getUserById(id);
    const changed = await admin().updateUserById(id, {
      email,
      email_confirm: true,
      user_metadata: { full_name: "New" },
      app_metadata: { team: "south" },
    });
    const deleted = await admin().deleteUser(id);
    const gone = await admin().getUserById(id);

    expect(userOf(read).id).toBe(id);
    expect(userOf(changed)).toMatchObject({
      email,
      user_metadata: { full_name: "New" },
      app_metadata: { team: "south", provider: "email" },
      identities: [{ email, identity_data: { email, email_verified: true } }],
    });
    expect(deleted.error).toBeNull();
    expect(gone.error).toMatchObject({ status: 404, code: "user_not_found", message: "User not found" });
  });

  it("cannot give somebody the address of somebody else", async () => {
    const [one, other] = [await aPerson(server), await aPerson(server)];

    const { error } = await admin().updateUserById(one.id, { email: other.email });

    expect(error).toMatchObject({ status: 422, code: "email_exists" });
  });

  it.each([
    ["24h", 86_400],
    ["1h30m", 5400],
    ["1.5h", 5400],
    ["300ms", 0],
    ["+2m", 120],
  ])("bans for %s", async (ban_duration, seconds) => {
    const { id } = await aPerson(server);

    const answer = await admin().updateUserById(id, { ban_duration });

    const until = Date.parse(String(Reflect.get(userOf(answer), "banned_until")));
    expect((until - Date.now()) / 1000).toBeCloseTo(seconds, -1);
  });

  it.each(["soon", "10", "5d", "1h 2m", "9999999h", "-"])("does not ban for %s", async (ban_duration) => {
    const { id } = await aPerson(server);

    const { error } = await admin().updateUserById(id, { ban_duration });

    expect(error).toMatchObject({
      status: 400,
      code: "validation_failed",
      message: `invalid format for ban duration: time: invalid duration "${ban_duration}"`,
    });
  });

  it("hides a softly deleted user and frees the address", async () => {
    const person = await aPerson(server, { user_metadata: { full_name: "Secret Name" } });

    await admin().deleteUser(person.id, true);
    const hidden = userOf(await admin().getUserById(person.id));
    const again = await admin().createUser({ email: person.email });

    expect(hidden.deleted_at).toBeTruthy();
    expect(JSON.stringify(hidden)).not.toContain(person.email);
    expect(JSON.stringify(hidden)).not.toContain("Secret Name");
    expect(again.error).toBeNull();
  });

  it("hears which fields are wrong", async () => {
    const { id } = await aPerson(server);
    const errors = [
      await admin().createUser({}),
      await admin().createUser({ email: "nobody" }),
      await admin().createUser({ email: someEmail(), id: "7" }),
      await admin().createUser({ email: someEmail(), id: "00000000-0000-0000-0000-000000000000" }),
      await admin().createUser({ email: someEmail(), password_hash: "plain" }),
      await admin().updateUserById(id, { email: "nobody" }),
    ].map(({ error }) => `${error?.status} ${error?.code}`);

    expect(new Set(errors)).toEqual(new Set(["400 validation_failed"]));
    expect((await admin().createUser({ email: someEmail(), password: "short" })).error?.code).toBe(
      "weak_password",
    );
    expect((await admin().createUser({ email: someEmail(), phone: "+4912345" })).error?.code).toBe(
      "phone_provider_disabled",
    );
  });

  it("must be one", async () => {
    const { client } = await signedIn(server);
    const asUser = await client.auth.admin.listUsers();
    const asAnon = await asAnyone(server).auth.admin.createUser({ email: someEmail() });

    expect(asUser.error).toMatchObject({ status: 403, code: "not_admin", message: "User not allowed" });
    expect(asAnon.error).toMatchObject({ status: 403, code: "not_admin" });
  });
});

describe("the list of users", () => {
  it("comes page by page, newest first", async () => {
    const own = await startAuthServer();
    const people = [];
    for (let n = 0; n < 5; n++)
      people.push(await aPerson(own, { user_metadata: { full_name: `Name ${n}` } }));
    const list = asAdmin(own).auth.admin;

    const first = await list.listUsers({ page: 1, perPage: 2 });
    const last = await list.listUsers({ page: 3, perPage: 2 });
    const beyond = await list.listUsers({ page: 9, perPage: 2 });

    const ids = people.map(({ id }) => id).reverse();
    expect(first.data.users.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.data).toMatchObject({ aud: "authenticated", nextPage: 2, lastPage: 3, total: 5 });
    expect(last.data.users.map(({ id }) => id)).toEqual(ids.slice(4));
    expect(last.data).toMatchObject({ nextPage: null, lastPage: 3 });
    expect(beyond.data.users).toEqual([]);
    await own.stop();
  });

  it("can be filtered, sorted and is judged", async () => {
    const person = await aPerson(server, { user_metadata: { full_name: "陈_100%" } });
    const get = async (query: string) => {
      const answer = await ask(server, `GET /admin/users?${query}`, { token: server.adminToken });
      return { status: answer.status, link: answer.headers.get("link"), json: answer.json };
    };

    const found = await get(`filter=${encodeURIComponent("陈_100%")}`);
    expect(found.json).toMatchObject({ users: [{ id: person.id }] });
    expect(found.link).toContain("page=1&");
    expect((await get(`filter=${person.email}&per_page=1`)).link).toBe(
      `</admin/users?page=1&per_page=1&filter=${encodeURIComponent(person.email)}>; rel="last"`,
    );
    expect((await get("sort=created_at%20desc&per_page=1")).json).toMatchObject({
      users: [{ id: person.id }],
    });
    expect((await get("sort=created_at%20asc&per_page=1")).json).not.toMatchObject({
      users: [{ id: person.id }],
    });
    for (const bad of ["page=x", "per_page=0", "per_page=-1", "sort=email", "sort=created_at%20up"]) {
      expect((await get(bad)).status).toBe(400);
    }
    expect((await get("page=99999999999999")).json).toMatchObject({ users: [] });
  });
});
