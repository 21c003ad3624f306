import { beforeAll, describe, expect, it } from "vitest";
import { aMember, asAnon, type Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { signIn } from "../support/signIn";
import { sql } from "../support/sql";

let boss: Member;
const roleIds: Record<string, string> = {};

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  const { rows } = await sql.query<{ key: string; id: string }>("select key, id from config.roles");
  for (const { key, id } of rows) roleIds[key] = id;
});

const change = (client: RestClient, body: unknown) =>
  client.send("/functions/v1/members", { method: "POST", body });

const newcomer = () => ({
  change: "create",
  name: "New Clerk",
  email: `${crypto.randomUUID()}@example.com`,
  password: "a-first-password-1",
  roles: [roleIds.clerk],
});

describe("the function members", () => {
  it("S1 can create a member with an initial password that he must change", async () => {
    const values = newcomer();

    const answer = await change(boss, values);

    expect(answer.status).toBe(200);
    const client = asAnon().with({ authorization: `Bearer ${await signIn(values)}` });
    expect((await client.rest("/notes?select=id")).reason).toBe("password_change_required");
    const { rows } = await sql.query(
      "select member_id from engine.audit_entries where table_name = 'config.members' and record_id = $1",
      [answer.text("id")],
    );
    expect(rows).toEqual([{ member_id: boss.id }]);
  });

  it("S1 cannot create one for a caller without the right, nor above or beyond his own", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    expect((await change(clerk, newcomer())).reason).toBe("right_missing");

    await sql.query("update config.roles set may_configure = '{members}' where key = 'clerk'");
    const above = await change(clerk, { ...newcomer(), roles: [roleIds.boss] });
    await sql.query("update config.roles set may_configure = '{}' where key = 'clerk'");

    expect([above.status, above.reason]).toEqual([403, "above_own_rank"]);
  });

  it("leaves no login behind when the member is refused", async () => {
    const values = { ...newcomer(), roles: [crypto.randomUUID()] };

    const answer = await change(boss, values);

    expect([answer.status, answer.reason]).toEqual([404, "unknown_role"]);
    const { rows } = await sql.query("select from auth.users where email = $1", [values.email]);
    expect(rows).toEqual([]);
  });

  it("S4 can delete a member: the token is refused at once, the name stays in history", async () => {
    const clerk = await aMember({ roles: ["clerk"], name: "Leaving" });

    const answer = await change(boss, { change: "delete", member: clerk.id });

    expect(answer.status).toBe(200);
    expect((await clerk.rest("/notes?select=id")).status).toBe(401);
    const { rows } = await sql.query("select name, user_id from config.members where id = $1", [clerk.id]);
    expect(rows).toEqual([{ name: "Leaving", user_id: null }]);
  });

  it("can reset a second step and a password, which ends all sessions", async () => {
    const auditor = await aMember({ roles: ["auditor"] });

    const reset = await change(boss, { change: "reset_second_step", member: auditor.id });
    const ended = await auditor.rest("/notes?select=id");
    await change(boss, { change: "set_password", member: auditor.id, password: "another-password-2" });

    expect(reset.status).toBe(200);
    expect(ended.reason).toBe("session_ended");
    const token = await signIn({ email: auditor.email, password: "another-password-2" });
    const fresh = asAnon().with({ authorization: `Bearer ${token}` });
    expect((await fresh.rest("/notes?select=id")).reason).toBe("password_change_required");
  });

  it("cannot be used on oneself", async () => {
    const answer = await change(boss, { change: "delete", member: boss.id });

    expect([answer.status, answer.reason]).toEqual([403, "own_membership"]);
  });

  it.each([
    [{}, 400, "unknown_change"],
    [{ change: "toString" }, 400, "unknown_change"],
    [{ change: "create", name: "x" }, 400, "missing_value"],
    [{ change: "delete", member: "nobody" }, 400, "22P02"],
    [[], 400, "bad_json"],
  ])("refuses %j with %i %s", async (body, status, reason) => {
    const answer = await change(boss, body);

    expect([answer.status, answer.reason]).toEqual([status, reason]);
  });

  it("refuses callers without a token, and forged ones", async () => {
    expect((await change(asAnon(), newcomer())).status).toBe(401);
    expect((await change(asAnon().with({ authorization: "Bearer x.y.z" }), newcomer())).status).toBe(401);
  });
});

describe("members over REST", () => {
  const update = (client: RestClient, memberId: string, changes: unknown) =>
    client.rpc("update_member", { member_id: memberId, changes }, "config");

  it("S9 lists members with roles, last sign-in and overdue reviews, and takes a review", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    await sql.query("update config.members set created_at = now() - interval '91 days' where id = $1", [
      clerk.id,
    ]);
    const shows = async (expected: Record<string, unknown>) => {
      const page = await boss.rpc("members_page", {}, "config");
      const member: unknown = expect.objectContaining({ id: clerk.id, ...expected });
      expect(page.body).toHaveProperty("members", expect.arrayContaining([member]));
    };
    await shows({ isReviewOverdue: true, roles: [roleIds.clerk], hasSecondStep: false });

    await boss.rpc("review_member", { member_id: clerk.id }, "config");

    await shows({ isReviewOverdue: false, reviewedBy: boss.name });
  });

  it("S2 gives roles and sets of records, which act on the next request", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.places (name) values (gen_random_uuid()::text) returning id",
    );
    await sql.query("insert into public.notes (title, place_id) values ('theirs', $1)", [rows[0]?.id]);

    const answer = await update(boss, clerk.id, { values: { my_places: [rows[0]?.id] } });

    expect(answer.status).toBe(200);
    expect((await clerk.rest("/notes?select=title")).rows).toEqual([{ title: "theirs" }]);
    await update(boss, clerk.id, { roles: [roleIds.boss] });
    expect((await clerk.rest("/notes?select=secret")).status).toBe(200);
  });

  it("cannot change oneself, those above, or without the right", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    expect((await update(boss, boss.id, { roles: [] })).reason).toBe("own_membership");
    expect((await update(clerk, boss.id, { isActive: false })).reason).toBe("right_missing");
    await sql.query("update config.roles set may_configure = '{members}' where key = 'clerk'");
    expect((await update(clerk, boss.id, { isActive: false })).reason).toBe("above_own_rank");
    await sql.query("update config.roles set may_configure = '{}' where key = 'clerk'");
  });

  it("can end all own sessions", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    await clerk.rpc("end_sessions", { member_id: clerk.id }, "config");

    expect((await clerk.rest("/notes?select=id")).reason).toBe("session_ended");
  });

  it.each([
    "members",
    "member_roles",
    "roles",
    "permissions",
    "scopes",
    "settings",
    "versions",
    "member_values",
  ])("cannot read or write config.%s directly, not even as admin", async (table) => {
    const read = await boss.rest(`/${table}?select=*`, { schema: "config" });
    const write = await boss.rest(`/${table}`, { method: "DELETE", schema: "config" });

    expect([read.status, write.status]).toEqual([403, 403]);
  });
});
