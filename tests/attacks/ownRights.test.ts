/** A member who tries to give himself more: rows, functions, the auth service and the function that holds the key. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aRole, aTarget, config, document, granted, type Target, truth } from "./target";

let target: Target;
let me: Member;

beforeAll(async () => {
  target = await aTarget();
  me = target.attacker;
});

/** Functions of schema config that every member may call: each shows or changes only what is his. */
const forEverybody = [
  ...["snapshot", "switch_role", "find_records", "record_history", "revert_change"],
  ...["explain", "my_sessions", "end_session", "end_sessions"],
  // Personal views are everybody's; reading and exporting go by the rights on the entity.
  ...["save_view", "delete_view", "favour_view", "summarize", "exportable_fields", "begin_export"],
  // Counts as the caller; queues that he cannot read in full are left out.
  "work_queues",
  // Bulk changes, their undo and looking back go by the rights on records; undoing others' work needs a right.
  ...["begin_batch", "end_batch", "recent_batches", "write_rows", "edit_rows", "delete_rows"],
  ...["review_undo", "undo_batch", "review_undo_work", "undo_work", "records_as_of", "changes_between"],
  // Imports go by the right to import on the entity, and everybody reaches his own only.
  ...["import_setup", "record_match_sql", "match_records", "begin_import", "stage_rows", "staged_rows"],
  ...["open_import", "keep_matches", "close_import", "run_import"],
  // Plans a list as the caller, whose columns Postgres checks.
  "list_cost",
  // Files and comments go by the rights on the record.
  ...["add_file", "record_files", "remove_file"],
  ...["record_comments", "add_comment", "change_comment", "delete_comment", "mentionable_members"],
  ...["my_notifications", "read_notifications", "my_notice_kinds", "want_notice"],
];

describe("a member's own rows of the configuration", () => {
  const roleOfAdmin = "select id from config.roles where key = 'admin'";

  it("cannot be written over REST, by him or by an admin", async () => {
    const adminRole = await truth(roleOfAdmin);
    const writes: [table: string, filter: string, body: Record<string, unknown>][] = [
      [
        "members",
        `id=eq.${me.id}`,
        { is_active: true, active_role_id: adminRole, sessions_valid_from: "-infinity" },
      ],
      ["member_roles", `member_id=eq.${me.id}`, { role_id: adminRole, member_id: me.id }],
      [
        "member_values",
        `member_id=eq.${me.id}`,
        { record_id: 1, member_id: me.id, variable_key: "my_channels" },
      ],
      ["roles", `id=eq.${target.roleId}`, { rank: 0, may_configure: ["members", "roles"] }],
      ["permissions", `role_id=eq.${target.roleId}`, { all_fields: true, scope_id: null }],
      ["permission_fields", "permission_id=not.is.null", { permission_id: me.id, field_id: me.id }],
      ["scopes", "key=eq.own_channels", { condition: { all: [] } }],
      ["role_operations", `role_id=eq.${target.roleId}`, { role_id: target.roleId, operation_name: "x" }],
      ["fields", "name=eq.ship_phone", { is_hidden: false }],
      ["settings", "id=eq.true", { name: { en: "x", "zh-CN": "x" } }],
      ["versions", "id=gt.0", { note: "x" }],
      ["logins", "id=gt.0", { expires_at: "2099-01-01" }],
    ];
    for (const [table, filter, body] of writes) {
      for (const member of [me, target.admin]) {
        const answers = [
          await member.rest(`/${table}?${filter}`, { method: "PATCH", body, schema: "config" }),
          await member.rest(`/${table}`, { method: "POST", body, schema: "config" }),
          await member.rest(`/${table}?${filter}`, { method: "DELETE", schema: "config" }),
        ];
        for (const answer of answers) {
          expect([table, answer.status, answer.text("message")]).toEqual([
            table,
            403,
            `permission denied for table ${table}`,
          ]);
        }
      }
    }
  });
});

describe("functions of the configuration", () => {
  it("are refused to whoever has no right to configure, but those that concern himself", async () => {
    const { rows } = await sql.query<{ name: string; names: string[] | null; types: string[] | null }>(
      `select p.proname as name, p.proargnames[:p.pronargs] as names,
         array(select t::regtype::text from unnest(p.proargtypes) as t) as types
       from pg_proc as p where p.pronamespace = 'config'::regnamespace and p.proname <> all ($1)`,
      [forEverybody],
    );
    const sample: Record<string, unknown> = {
      uuid: target.admin.id,
      "uuid[]": [target.roleId],
      jsonb: {},
      text: "create",
      bigint: 1,
      boolean: true,
      integer: 1,
      "timestamp with time zone": "2099-01-01",
    };
    expect(rows.length).toBeGreaterThan(15);

    for (const { name, names, types } of rows) {
      const values = Object.fromEntries(
        (names ?? []).map((each, index) => [each, sample[types?.[index] ?? ""]]),
      );
      const answer = await config(me, name, values);
      expect([name, answer.status, answer.reason]).toEqual([name, 403, "right_missing"]);
    }
  });

  it("give a member nothing that belongs to somebody else", async () => {
    const admin = target.admin;
    const adminRole = await truth("select id from config.roles where key = 'admin'");

    const roles = await config(me, "switch_role", { role_id: adminRole });
    const why = await config(me, "explain", { member_id: admin.id, entity: "orders", action: "read" });
    const sessions = await config(me, "end_sessions", { member_id: admin.id });
    const session = await truth("select id from auth.sessions where user_id = $1", admin.userId);
    const oneSession = await config(me, "end_session", { session_id: session });

    expect([roles.status, roles.reason]).toEqual([403, "role_not_held"]);
    expect([why.status, why.reason]).toEqual([403, "right_missing"]);
    expect([sessions.status, sessions.reason]).toEqual([403, "right_missing"]);
    expect([oneSession.status, ["right_missing", "unknown_session"].includes(oneSession.reason)]).toEqual([
      oneSession.reason === "unknown_session" ? 404 : 403,
      true,
    ]);
    expect((await admin.rest("/orders?select=id&limit=1")).status).toBe(200);
  });

  it("do not lift whoever may configure members alone above himself", async () => {
    const helper = await aRole(target.admin, {
      permissions: [],
      rank: 30,
      may_configure: ["members"],
    });
    const deputy = await aMember({ roles: [helper.key] });
    const adminRole = await truth("select id from config.roles where key = 'admin'");
    const update = (member: Member, changes: Record<string, unknown>) =>
      config(deputy, "update_member", { member_id: member.id, changes });

    const answers: [string, string][] = [
      [(await update(deputy, { roles: [adminRole] })).reason, "own_membership"],
      [(await update(deputy, { values: { my_channels: [] } })).reason, "own_membership"],
      [(await update(target.admin, { isActive: false })).reason, "above_own_rank"],
      [(await update(me, { roles: [adminRole] })).reason, "above_own_rank"],
      [(await config(deputy, "review_member", { member_id: deputy.id })).reason, "own_membership"],
      [(await config(deputy, "save_role", { role_id: helper.id, document })).reason, "right_missing"],
    ];

    for (const [reason, expected] of answers) expect(reason).toBe(expected);
  });

  it("do not let whoever may configure roles alone give rights that he lacks", async () => {
    const builder = await aRole(target.admin, { permissions: [], rank: 30, may_configure: ["roles"] });
    const member = await aMember({ roles: [builder.key] });
    const adminRole = await truth("select id from config.roles where key = 'admin'");
    const save = (roleId: unknown, draft: Record<string, unknown>) =>
      config(member, "save_role", { role_id: roleId, document: { permissions: [], ...draft } });

    const answers: [string, string][] = [
      [(await save(builder.id, { rank: 0 })).reason, "above_own_rank"],
      [(await save(builder.id, { may_configure: ["roles", "members"] })).reason, "right_not_held"],
      [(await save(adminRole, {})).reason, "above_own_rank"],
      [(await config(member, "delete_role", { role_id: adminRole })).reason, "above_own_rank"],
      [
        (await config(member, "create_role", { label: { en: "A", "zh-CN": "A" }, copy_of: adminRole }))
          .reason,
        "above_own_rank",
      ],
    ];

    for (const [reason, expected] of answers) expect(reason).toBe(expected);
  });
});

describe("the services around the database", () => {
  it("give no rights for what a user says about himself", async () => {
    const change = await me.send("/auth/v1/user", {
      method: "PUT",
      body: { data: { role: "admin", is_admin: true } },
    });
    const appData = await me.send("/auth/v1/user", {
      method: "PUT",
      body: { app_metadata: { role: "service_role" } },
    });
    const signup = await me.send("/auth/v1/signup", {
      method: "POST",
      body: { email: "eve@example.com", password: "a-very-long-password" },
    });

    expect(change.status).toBe(200);
    expect(appData.status).toBe(403);
    expect([422, 403]).toContain(signup.status);
    expect((await me.rest("/orders?select=ship_phone")).status).toBe(403);
  });

  it.each(["/auth/v1/admin/users", "/auth/v1/admin/generate_link", "/auth/v1/invite"])(
    "keep their doors for the secret key: %s",
    async (path) => {
      const body = { email: "eve@example.com", password: "a-very-long-password", type: "recovery" };
      const answer = await me.send(path, { method: "POST", body });

      expect([401, 403]).toContain(answer.status);
    },
  );

  it("ask the database before they use the secret key", async () => {
    const attempt = async (body: Record<string, unknown>) => {
      const answer = await me.send("/functions/v1/members", { method: "POST", body });
      return [answer.status, answer.reason || answer.text("details", "reason")];
    };
    const adminRole = await truth("select id from config.roles where key = 'admin'");
    const eve = {
      email: "eve@example.com",
      name: "Eve",
      password: "a-very-long-password",
      roles: [adminRole],
    };

    expect(await attempt({ change: "create", ...eve })).toEqual([403, "right_missing"]);
    expect(await attempt({ change: "invite", ...eve })).toEqual([403, "right_missing"]);
    for (const change of ["delete", "reset_second_step", "set_password"]) {
      const values = {
        change,
        member: target.admin.id,
        memberId: target.admin.id,
        password: "a-very-long-password",
      };
      expect(await attempt(values)).toEqual([403, "right_missing"]);
    }
    expect(await truth("select count(*) from auth.users where email = 'eve@example.com'")).toBe(0);
    await granted(config(target.admin, "drift"));
  });
});
