import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aMemberWith, aRole, config, granted, label, save, twoPlaces, type RoleDraft } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

afterEach(async () => {
  await granted(config(boss, "restore_configuration"));
});

const verify = () => granted(config(boss, "verify_permissions"));

/** A role that sees the notes of one of two places, and a member of it. */
async function aScopedRole() {
  const { north } = await twoPlaces();
  const key = `only_${String(north)}`;
  const draft: RoleDraft = {
    permissions: [
      { entity: "notes", action: "read", fields: ["title"], scope: key },
      { entity: "notes", action: "update", fields: ["title"], scope: key },
    ],
    operations: ["close_note"],
  };
  const scope = { key, label: label(key), condition: { field: "place_id", op: "eq", value: north } };
  return { ...(await aMemberWith(boss, { ...draft, new_scopes: [scope] })), draft };
}

describe("config.verify_permissions", () => {
  it("N6 finds nothing on a compiled configuration, having looked at every cell and at rows", async () => {
    await aScopedRole();

    const report = await verify();

    expect(report).toMatchObject({ mismatches: [] });
    const { rows } = await sql.query<{ roles: number }>("select count(*) as roles from config.roles");
    expect(report).toHaveProperty("roles", rows[0]?.roles);
    expect(report).toHaveProperty(
      "cells",
      expect.toSatisfy((cells: number) => cells > 50),
    );
    expect(report).toHaveProperty(
      "rows",
      expect.toSatisfy((seen: number) => seen > 2),
    );
  });

  it.each([
    [
      "grant select (secret) on public.notes to ROLE",
      { action: "read", field: "secret", problem: "extra_grant" },
    ],
    [
      "grant update (secret) on public.notes to public",
      { action: "update", field: "secret", problem: "extra_grant" },
    ],
    [
      "revoke select (title) on public.notes from ROLE",
      { action: "read", field: "title", problem: "missing_grant" },
    ],
    ["grant delete on public.notes to ROLE", { action: "delete", field: null, problem: "extra_grant" }],
    [
      "revoke execute on function public.close_note(bigint) from ROLE",
      { action: "execute", field: "close_note", problem: "missing_grant" },
    ],
    [
      'alter policy "KEY may read notes" on public.notes using (true)',
      { action: "read", problem: "changed_policy" },
    ],
    [
      'alter policy "KEY may read notes" on public.notes using (true)',
      { action: "read", problem: "sees_too_much" },
    ],
    [
      'alter policy "KEY may read notes" on public.notes using (false)',
      { action: "read", problem: "sees_too_little" },
    ],
    [
      "create policy sneaky on public.notes to ROLE using (true)",
      { action: "read", problem: "sees_too_much" },
    ],
    ["alter table public.notes disable row level security", { action: "read", problem: "sees_too_much" }],
    ["revoke select on public.notes from ROLE", { action: "read", problem: "cannot_read" }],
    ['drop policy "KEY may read notes" on public.notes', { action: "read", problem: "missing_policy" }],
  ])("N6 names the cell after: %s", async (statement, mismatch) => {
    const { role } = await aScopedRole();
    await sql.query(statement.replace("KEY", role.key).replace("ROLE", `bo_${role.key}`));

    const report = await verify();
    await sql.query("revoke all on public.notes from public");

    expect(report).toHaveProperty(
      "mismatches",
      expect.arrayContaining([expect.objectContaining({ role: role.key, entity: "notes", ...mismatch })]),
    );
  });

  it("N6 blocks a publish, names the cell and leaves everything as it was", async () => {
    const { role, draft } = await aScopedRole();
    await sql.query(`create policy sneaky on public.notes to bo_${role.key} using (true)`);

    const answer = await save(boss, role, { ...draft, rank: 77 });

    expect([answer.status, answer.reason]).toEqual([400, "verification_failed"]);
    expect(JSON.parse(answer.text("details"))).toEqual({
      reason: "verification_failed",
      role: role.key,
      entity: "notes",
      action: "read",
      field: null,
      problem: "sees_too_much",
    });
    expect(await granted(config(boss, "role_document", { role_id: role.id }))).toMatchObject({ rank: 50 });
  });

  it("N6 looks only at the role that changed when one is saved", async () => {
    const { role: broken } = await aScopedRole();
    await sql.query(`create policy sneaky on public.notes to bo_${broken.key} using (true)`);
    const other = await aRole(boss, { permissions: [] });

    const answer = await save(boss, other, { permissions: [{ entity: "notes", action: "read" }] });

    expect(answer.status).toBe(200);
  });

  it("N6 leaves the caller in his own role, and reads as members with sets of their own", async () => {
    const { north } = await twoPlaces();
    const first = await aMember({ roles: ["clerk"] });
    await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [first.id, north]);
    await aMember({ roles: ["clerk"] });

    const report = await verify();
    const client = await sql.connect();
    await client.query("begin; set local role bo_boss");
    await client.query("select config.verify_permissions()");
    const { rows } = await client.query(
      "select current_user, current_setting('request.jwt.claims', true) as claims",
    );
    await client.query("rollback");
    client.release();

    expect(report).toMatchObject({ mismatches: [] });
    expect(rows).toEqual([{ current_user: "bo_boss", claims: "" }]);
  });

  it("cannot be run without the right, nor its parts", async () => {
    const { role, member } = await aMemberWith(boss, {
      permissions: [],
      may_configure: ["members", "views"],
    });

    expect((await config(member, "verify_permissions")).reason).toBe("right_missing");
    const client = await sql.connect();
    for (const call of [
      "engine.samples_of('boss')",
      "engine.catalog_findings('{boss}')",
      "engine.role_keys()",
      "engine.save_role(gen_random_uuid(), '{}', '')",
      "engine.create_role('{}', null)",
      "engine.save_scope(null, '{}', '{}', '')",
      "engine.restore_version(1, '')",
    ]) {
      await client.query(
        `begin; grant bo_${role.key} to postgres with inherit false, set true; set local role bo_${role.key}`,
      );
      await expect(client.query(`select ${call}`)).rejects.toThrow(/may not configure roles/);
      await client.query("rollback");
    }
    client.release();
  });
});
