import { beforeAll, describe, expect, it } from "vitest";
import { aMember, anAccount, asAnon, asService, viewAs } from "../support/members";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";

beforeAll(async () => {
  await anAccount({ roles: ["boss"] });
});

const notes = "/notes?select=id,title";

describe("a request", () => {
  it("can be made by an active member, in his role", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    expect((await clerk.rest(notes)).status).toBe(200);
    expect((await clerk.rest("/notes?select=secret")).status).toBe(403);
  });

  it("cannot be made without a token, nor with one that nobody signed", async () => {
    const forged = asAnon().with({
      authorization: "Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.",
    });

    expect((await asAnon().rest(notes)).status).toBe(401);
    expect((await asAnon().rest("/rpc/snapshot", { schema: "config" })).status).toBe(401);
    expect((await forged.rest(notes)).status).toBe(401);
  });

  it("is refused to a user who is no member", async () => {
    const account = await anAccount({ roles: ["clerk"] });
    const token = await signIn(account);
    await sql.query("delete from config.members where id = $1", [account.id]);

    const answer = await asAnon()
      .with({ authorization: `Bearer ${token}` })
      .rest(notes);

    expect([answer.status, answer.reason]).toEqual([403, "not_a_member"]);
  });

  it.each([
    ["member_inactive", 403, "update config.members set is_active = false where id = $1"],
    ["no_active_role", 403, "delete from config.member_roles where member_id = $1"],
  ])("is refused at once: %s", async (reason, status, statement) => {
    const clerk = await aMember({ roles: ["clerk"] });
    expect((await clerk.rest(notes)).status).toBe(200);

    await sql.query(statement, [clerk.id]);

    const answer = await clerk.rest(notes);
    expect([answer.status, answer.reason]).toEqual([status, reason]);
  });

  it("S4 is refused at once after the user is banned or deleted, and history keeps the name", async () => {
    const clerk = await aMember({ roles: ["boss"], name: "Passing By" });
    await clerk.rest("/places", { method: "POST", body: { name: "Seen" } });
    const user = `/auth/v1/admin/users/${clerk.userId}`;

    await asService().send(user, { method: "PUT", body: { ban_duration: "1h" } });
    const banned = await clerk.rest(notes);
    await asService().send(user, { method: "DELETE" });
    const deleted = await clerk.rest(notes);

    expect([banned.status, banned.reason]).toEqual([403, "user_banned"]);
    expect([deleted.status, deleted.reason]).toEqual([401, "session_ended"]);
    const { rows } = await sql.query(
      "select member_name from engine.audit_entries where table_name = 'places'",
    );
    expect(rows).toContainEqual({ member_name: "Passing By" });
  });

  it("is refused with the old token after sign-out", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    await clerk.send("/auth/v1/logout?scope=local", { method: "POST" });

    const answer = await clerk.rest(notes);
    expect([answer.status, answer.reason]).toEqual([401, "session_ended"]);
  });

  it("S1 waits until the initial password is changed", async () => {
    const account = await anAccount({ roles: ["clerk"], mustChangePassword: true });
    const client = asAnon().with({ authorization: `Bearer ${await signIn(account)}` });

    const before = await client.rest(notes);
    const change = await client.send("/auth/v1/user", {
      method: "PUT",
      body: { password: "a-quite-new-password-1", current_password: account.password },
    });
    const after = await client.rest(notes);

    expect([before.status, before.reason]).toEqual([403, "password_change_required"]);
    expect(change.status, JSON.stringify(change.body)).toBe(200);
    expect(after.status).toBe(200);
  });

  it("L11 waits for the second step where the role demands it", async () => {
    const account = await anAccount({ roles: ["auditor"] });
    const oneStep = asAnon().with({ authorization: `Bearer ${await signIn(account)}` });

    const refused = await oneStep.rest(notes);
    const auditor = await aMember({ roles: ["auditor"] });

    expect([refused.status, refused.reason]).toEqual([403, "mfa_required"]);
    expect((await auditor.rest(notes)).status).toBe(200);
  });

  it("S3 obeys a downgrade at the very next call, without a new sign-in", async () => {
    const editor = await aMember({ roles: ["boss", "clerk"] });
    const body = { name: "Before" };
    expect((await editor.rest("/places", { method: "POST", body })).status).toBe(201);

    await sql.query(
      "delete from config.member_roles where member_id = $1 and role_id = (select id from config.roles where key = 'boss')",
      [editor.id],
    );

    expect((await editor.rest("/places", { method: "POST", body: { name: "After" } })).status).toBe(403);
  });
});

describe("config.switch_role", () => {
  it("L9 acts on the next request, for all tabs of the member", async () => {
    const member = await aMember({ roles: ["clerk", "boss"] });
    const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'boss'");
    expect((await member.rest("/notes?select=secret")).status).toBe(403);

    const answer = await member.rpc("switch_role", { role_id: rows[0]?.id }, "config");

    expect(answer.status).toBe(204);
    expect((await member.rest("/notes?select=secret")).status).toBe(200);
  });

  it("cannot take a role that the member does not hold", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const { rows } = await sql.query<{ id: string }>("select id from config.roles where key = 'boss'");

    const answer = await clerk.rpc("switch_role", { role_id: rows[0]?.id }, "config");

    expect([answer.status, answer.reason]).toEqual([403, "role_not_held"]);
  });
});

describe("view as", () => {
  it("N4 reads exactly what the other role reads and can write nothing", async () => {
    const boss = await aMember({ roles: ["boss"] });
    const asClerk = viewAs(boss, "role:clerk");

    expect((await asClerk.rest("/notes?select=secret")).status).toBe(403);
    expect((await asClerk.rest(notes)).status).toBe(200);
    const write = await asClerk.rest("/notes", { method: "POST", body: { title: "x" } });
    const rpc = await asClerk.rpc("switch_role", { role_id: boss.id }, "config");
    expect([write.status, write.reason]).toEqual([403, "view_as_read_only"]);
    expect([rpc.status, rpc.reason]).toEqual([403, "view_as_read_only"]);
  });

  it("N4 as a member sees that member's own rows", async () => {
    const boss = await aMember({ roles: ["boss"] });
    const clerk = await aMember({ roles: ["clerk"] });
    const place = await boss.rest("/places?select=id", {
      method: "POST",
      body: { name: `Own ${clerk.id}` },
      prefer: "return=representation",
    });
    await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [
      clerk.id,
      place.rows[0]?.id,
    ]);
    await boss.rest("/notes", { method: "POST", body: { title: "mine", place_id: place.rows[0]?.id } });
    await boss.rest("/notes", { method: "POST", body: { title: "elsewhere" } });

    const seen = await viewAs(boss, `member:${clerk.id}`).rest("/notes?select=title");

    expect(seen.rows).toEqual([{ title: "mine" }]);
    expect(seen.rows).toEqual((await clerk.rest("/notes?select=title")).rows);
  });

  it("cannot be used without the right, upwards, or for nobody", async () => {
    const boss = await aMember({ roles: ["boss"] });
    const clerk = await aMember({ roles: ["clerk"] });
    await sql.query("update config.roles set can_view_as = true where key = 'clerk'");

    const targets = [
      await viewAs(clerk, "role:boss").rest(notes),
      await viewAs(clerk, "role:auditor").rest(notes),
      await viewAs(clerk, `member:${boss.id}`).rest(notes),
      await viewAs(boss, "role:service_role").rest(notes),
      await boss.with({ "x-view-as": "clerk'; reset role" }).rest(notes),
    ];

    for (const answer of targets) expect([answer.status, answer.reason]).toEqual([403, "view_as_denied"]);
  });
});
