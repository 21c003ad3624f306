import { beforeAll, describe, expect, it } from "vitest";
import { anAccount } from "../support/members";
import { sql } from "../support/sql";

/** The guard sleeps until there has been an admin, so that a fresh workspace can be set up. */
beforeAll(async () => {
  await sql.query("update engine.installation set has_admin = false");
  await sql.query("delete from public.notes; delete from config.members");
});

const demote = (memberId: string) =>
  sql.query("delete from config.member_roles where member_id = $1", [memberId]);

describe("the last admin", () => {
  it("cannot be demoted, deactivated, or lost with his login or role", async () => {
    const { id, userId } = await anAccount({ roles: ["boss"] });

    await expect(demote(id)).rejects.toThrow(/last admin/);
    await expect(
      sql.query("update config.members set is_active = false where id = $1", [id]),
    ).rejects.toThrow(/last admin/);
    await expect(sql.query("delete from config.members where id = $1", [id])).rejects.toThrow(/last admin/);
    await expect(sql.query("delete from config.roles where key = 'boss'")).rejects.toThrow(/last admin/);
    await expect(
      sql.query("update config.roles set may_configure = '{roles}' where key = 'boss'"),
    ).rejects.toThrow(/last admin/);
    await expect(
      sql.query("update config.members set user_id = null where user_id = $1", [userId]),
    ).rejects.toThrow(/last admin/);
  });

  it("stays when two admins demote each other at once", async () => {
    const second = await anAccount({ roles: ["boss"] });
    const { rows } = await sql.query<{ id: string }>("select id from config.members where id <> $1", [
      second.id,
    ]);
    const first = rows[0]?.id ?? "";

    const outcomes = await Promise.allSettled([demote(first), demote(second.id)]);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await sql.query("select engine.admin_count() as admins");
    expect(left.rows).toEqual([{ admins: 1 }]);
  });

  it("is never made by whoever comes first: bootstrap refuses once there is one", async () => {
    const { userId } = await anAccount({ roles: ["clerk"] });

    await expect(sql.query("select engine.bootstrap_admin($1, 'Eve')", [userId])).rejects.toThrow(
      /There is an admin already/,
    );
  });
});
