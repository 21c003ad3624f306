import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aReader, createLogin, inDays, session, titles } from "./loginFixtures";
import { aMemberWith, config, granted, label, save } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

describe("a login for reporting", () => {
  it("N1 sees the rows and columns that its member sees over REST", async () => {
    const { tag, member, credentials } = await aReader(boss);

    const overRest = (await member.rest("/notes?select=id,title,place_id,version&order=id")).rows;
    const overSql = await session(credentials, [
      "select id::int, title, place_id::int, version from public.notes order by id",
    ]);

    expect(overSql).toEqual(overRest);
    expect(await session(credentials, [titles(tag)])).toEqual([{ title: `${tag} n` }]);
    expect(await session(credentials, ["select name from public.places"])).toHaveLength(
      (await member.rest("/places?select=name")).rows.length,
    );
  });

  it("N1 follows its role and its member at once", async () => {
    const { tag, draft, role, member, credentials, south } = await aReader(boss);

    await granted(
      save(boss, role, {
        ...draft,
        permissions: [{ entity: "notes", action: "read", fields: ["no"], scope: "own_places" }],
      }),
    );
    await expect(session(credentials, [titles(tag)])).rejects.toThrow(/permission denied/);
    await granted(save(boss, role, draft));
    await granted(
      config(boss, "update_member", { member_id: member.id, changes: { values: { my_places: [south] } } }),
    );
    expect(await session(credentials, [titles(tag)])).toEqual([{ title: `${tag} s` }]);
    await granted(config(boss, "update_member", { member_id: member.id, changes: { isActive: false } }));
    expect(await session(credentials, [titles(tag)])).toEqual([]);
    expect(await session(credentials, ["select name from public.places"])).toEqual([]);
  });

  it("N1 sees nothing once it has expired, its role is taken away or demands a second step", async () => {
    const { tag, role, member, id, credentials } = await aReader(boss);
    const seen = async () => (await session(credentials, [titles(tag)])).length;

    await sql.query("update config.roles set requires_mfa = true where id = $1", [role.id]);
    expect(await seen()).toBe(0);
    await sql.query("update config.roles set requires_mfa = false where id = $1", [role.id]);
    await sql.query("update config.logins set expires_at = now() where id = $1", [id]);
    expect(await seen()).toBe(0);
    await granted(config(boss, "extend_login", { id, expires_at: inDays(1) }));
    expect(await seen()).toBe(1);
    await sql.query("delete from config.member_roles where member_id = $1", [member.id]);
    expect(await seen()).toBe(0);
  });

  it("N1 is listed, extended, and deleted without a trace", async () => {
    const { id, member, role, credentials } = await aReader(boss);
    const mine = async () => (await config(boss, "logins_page")).rows.find((login) => login.id === id);
    expect(await mine()).toMatchObject({
      login: credentials.login,
      label: "Reports",
      member: { id: member.id, name: member.name },
      role: role.key,
      role_label: label(role.key),
      is_expired: false,
    });

    await granted(config(boss, "delete_login", { id }));

    expect(await mine()).toBeUndefined();
    await expect(session(credentials, ["select 1"])).rejects.toThrow(/authentication failed|does not exist/);
    expect(await granted(config(boss, "drift"))).toEqual([]);
    const { rows } = await sql.query("select to_regrole($1) as role", [credentials.login]);
    expect(rows).toEqual([{ role: null }]);
    expect((await config(boss, "delete_login", { id })).reason).toBe("unknown_login");
  });

  it("N1 goes with its role", async () => {
    const { member, role, credentials } = await aReader(boss);
    await sql.query("delete from config.member_roles where member_id = $1", [member.id]);

    await granted(config(boss, "delete_role", { role_id: role.id, reassign_to: null }));

    const { rows } = await sql.query("select to_regrole($1) as role", [credentials.login]);
    expect(rows).toEqual([{ role: null }]);
    expect(await granted(config(boss, "drift"))).toEqual([]);
  });

  it("N7 is put back when somebody widens it by SQL", async () => {
    const { credentials } = await aReader(boss);
    await sql.query(`grant select (secret) on public.notes to ${credentials.login}`);

    const found = await granted(config(boss, "drift"));
    await granted(config(boss, "restore_configuration"));

    expect(found).toMatchObject([{ problem: "login_extra_grant", object: `${credentials.login}.secret` }]);
    await expect(session(credentials, ["select secret from public.notes"])).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe("config.create_login", () => {
  it("cannot be called without the right, above one's rank, or for a role that the member lacks", async () => {
    const { role, member, id } = await aReader(boss);
    const { member: viewer } = await aMemberWith(boss, { permissions: [], may_configure: ["members"] });
    const { member: manager } = await aMemberWith(boss, {
      permissions: [],
      rank: 60,
      may_configure: ["roles"],
    });
    const { role: other } = await aMemberWith(boss, { permissions: [] });

    expect((await createLogin(viewer, { member, role })).reason).toBe("right_missing");
    expect((await config(viewer, "logins_page")).reason).toBe("right_missing");
    expect((await config(viewer, "delete_login", { id })).reason).toBe("right_missing");
    expect((await createLogin(manager, { member, role })).reason).toBe("above_own_rank");
    expect((await config(manager, "extend_login", { id, expires_at: inDays(2) })).reason).toBe(
      "above_own_rank",
    );
    expect((await createLogin(boss, { member, role: other })).reason).toBe("role_not_held");
    await sql.query("update config.roles set requires_mfa = true where id = $1", [role.id]);
    expect((await createLogin(boss, { member, role })).reason).toBe("role_demands_mfa");
  });

  it.each([
    [{ expires: inDays(-1) }, "invalid_expiry"],
    [{ expires: inDays(400) }, "invalid_expiry"],
    [{ expires: null }, "invalid_expiry"],
    [{ expires: "infinity" }, "invalid_expiry"],
    [{ name: " " }, "invalid_label"],
    [{ name: "x".repeat(300) }, "invalid_label"],
  ])("refuses %j as %s", async (draft, reason) => {
    const { role, member } = await aMemberWith(boss, { permissions: [] });

    const answer = await createLogin(boss, { member, role, ...draft });

    expect([answer.status, answer.reason]).toEqual([400, reason]);
  });

  it.each(["service_role", '"; drop table notes; --', "🦊"])(
    "takes %s as the name of a login",
    async (name) => {
      const { role, member } = await aMemberWith(boss, { permissions: [] });

      expect((await createLogin(boss, { member, role, name })).text("login")).toMatch(/^bi_\d+$/);
    },
  );
});
