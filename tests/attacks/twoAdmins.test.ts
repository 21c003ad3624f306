/** Two admins at once: on one role, on each other, and one who holds everything up. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aRole, config, document, granted, truth } from "./target";

let first: Member;
let second: Member;

beforeAll(async () => {
  first = await aMember({ roles: ["admin"] });
  second = await aMember({ roles: ["admin"] });
});

async function documentOf(roleId: string): Promise<object> {
  const opened = await granted(config(first, "role_document", { role_id: roleId }));
  return typeof opened === "object" && opened !== null ? opened : {};
}

describe("two admins who edit one role", () => {
  it("do not overwrite each other: whoever saves second is told so", async () => {
    const role = await aRole(first, document);
    const opened = await documentOf(role.id);
    const save = (who: Member, rank: number) =>
      config(who, "save_role", { role_id: role.id, document: { ...opened, rank } });

    const answers = await Promise.all([save(first, 61), save(second, 62)]);

    const winner = answers.findIndex(({ status }) => status === 200);
    const loser = answers.find(({ status }) => status !== 200);
    expect(winner).toBeGreaterThanOrEqual(0);
    expect([loser?.status, loser?.reason]).toEqual([409, "changed_meanwhile"]);
    expect(await truth("select rank from config.roles where id = $1", role.id)).toBe(winner === 0 ? 61 : 62);
    expect(
      await truth("select count(*) from config.versions where document::text like $1", `%${role.key}%`),
    ).toBe(3);
  });

  it("cannot save a role that the other one has deleted", async () => {
    const role = await aRole(first, document);

    await granted(config(second, "delete_role", { role_id: role.id }));
    const answer = await config(first, "save_role", { role_id: role.id, document });

    expect([answer.status, answer.reason]).toEqual([404, "unknown_role"]);
    expect(await truth("select to_regrole($1)::text", `bo_${role.key}`)).toBeNull();
  });

  it("both save when they edit different roles at once", async () => {
    const roles = await Promise.all([aRole(first, document), aRole(second, document)]);
    const saves = roles.map((role, index) =>
      config(index === 0 ? first : second, "save_role", {
        role_id: role.id,
        document: { ...document, rank: 70 },
      }),
    );

    for (const { status } of await Promise.all(saves)) expect(status).toBe(200);
    expect(await granted(config(first, "drift"))).toEqual([]);
  });
});

describe("a publish that takes too long", () => {
  it("makes the next one give up in words, with nothing changed", async () => {
    const role = await aRole(first, document);
    const client = await sql.connect();
    try {
      await client.query("begin; select engine.lock_configuration()");

      const answer = await config(second, "save_role", {
        role_id: role.id,
        document: { ...document, rank: 90 },
      });

      expect([answer.status, answer.reason]).toEqual([503, "busy"]);
    } finally {
      await client.query("rollback");
      client.release();
    }
    expect(await truth("select rank from config.roles where id = $1", role.id)).not.toBe(90);
  });
});

describe("two admins who demote each other", () => {
  const demote = (who: Member, whom: Member, changes: Record<string, unknown>) =>
    config(who, "update_member", { member_id: whom.id, changes });

  it.each([
    ["take the role away", { roles: [] }],
    ["deactivate", { isActive: false }],
  ])("at once (%s) leave one of them", async (_, changes) => {
    // Everybody else stops being an admin for the moment.
    await sql.query(
      "update config.members set is_active = false where id <> all ($1) and id in (select member_id from config.member_roles)",
      [[first.id, second.id]],
    );
    for (let round = 0; round < 5; round++) {
      const answers = await Promise.all([demote(first, second, changes), demote(second, first, changes)]);

      const statuses = answers.map(({ status }) => status).sort();
      const reasons = answers.map(({ reason }) => reason).filter((reason) => reason !== "");
      expect(statuses).toEqual([200, 403]);
      // Too late is either: no longer an admin, or the last one.
      expect(["last_admin", "no_active_role", "member_inactive", "right_missing"]).toContain(reasons[0]);
      expect(await truth("select engine.admin_count()")).toBe(1);

      await sql.query("update config.members set is_active = true where id = any ($1)", [
        [first.id, second.id],
      ]);
      await sql.query(
        `insert into config.member_roles (member_id, role_id)
         select m, r.id from unnest($1::uuid[]) as m, config.roles as r where r.key = 'admin' on conflict do nothing`,
        [[first.id, second.id]],
      );
    }
  });

  it("one after the other: the last one can demote nobody, not even himself", async () => {
    await granted(demote(first, second, { roles: [] }));

    const own = await demote(first, first, { isActive: false });
    const role = await truth("select id from config.roles where key = 'admin'");
    const opened = await documentOf(String(role));
    const withoutRight = { ...opened, may_configure: ["views"] };
    const save = await config(first, "save_role", { role_id: role, document: withoutRight });
    const remove = await config(first, "delete_role", { role_id: role });

    expect([own.status, own.reason]).toEqual([403, "own_membership"]);
    expect([save.status, save.reason]).toEqual([403, "last_admin"]);
    expect([remove.status, remove.reason]).toEqual([400, "role_in_use"]);
  });
});
