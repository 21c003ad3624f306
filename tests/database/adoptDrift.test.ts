import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aMemberWith, config, granted, twoPlaces, type RoleDraft } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

afterEach(async () => {
  await granted(config(boss, "restore_configuration"));
});

const draft: RoleDraft = {
  permissions: [
    { entity: "notes", action: "read", fields: ["title"] },
    { entity: "notes", action: "update" },
    { entity: "notes", action: "delete" },
  ],
  operations: ["close_note"],
};

const drift = async () => (await config(boss, "drift")).rows;

/** The only finding about a role after a statement, `ROLE` in it being the name of the Postgres role. */
async function aFinding(statement: string, roleKey: string) {
  await sql.query(statement.replaceAll("ROLE", `bo_${roleKey}`));
  const found = (await drift()).filter(({ role_key }) => role_key === roleKey);
  expect(found).toHaveLength(1);
  return found[0];
}

const adopt = (client: Member, finding: unknown) => config(client, "adopt_drift", { finding });

describe("config.adopt_drift", () => {
  it("N7 keeps a column that was granted, for good", async () => {
    const { role, member } = await aMemberWith(boss, draft);
    await twoPlaces();
    const finding = await aFinding("grant select (secret) on public.notes to ROLE", role.key);

    await granted(adopt(boss, finding));
    await granted(config(boss, "restore_configuration"));

    expect(finding).toMatchObject({ problem: "extra_grant", object: "secret", can_adopt: true });
    expect(await drift()).toEqual([]);
    expect((await member.rest("/notes?select=secret&limit=1")).rows).toHaveLength(1);
    expect(await granted(config(boss, "role_document", { role_id: role.id }))).toHaveProperty(
      "permissions",
      expect.arrayContaining([expect.objectContaining({ action: "read", fields: ["title", "secret"] })]),
    );
  });

  it.each([
    ["revoke select (title) on public.notes from ROLE", "/notes?select=title", "GET"],
    ["revoke update (title) on public.notes from ROLE", "/notes?id=eq.0", "PATCH"],
    ["revoke delete on public.notes from ROLE", "/notes?id=eq.0", "DELETE"],
    ["revoke execute on function public.close_note(bigint) from ROLE", "/rpc/close_note", "POST"],
  ] as const)("N7 keeps what was taken away: %s", async (statement, path, method) => {
    const { role, member } = await aMemberWith(boss, draft);
    const body = { PATCH: { title: "x" }, POST: { note_id: 0 }, GET: undefined, DELETE: undefined }[method];
    const attempt = async () => (await member.rest(path, { method, body })).status;
    expect(await attempt()).toBeLessThan(300);

    await granted(adopt(boss, await aFinding(statement, role.key)));
    await granted(config(boss, "restore_configuration"));

    expect(await attempt()).toBe(403);
    expect(await drift()).toEqual([]);
  });

  it("N7 keeps an operation and whole tables that were granted", async () => {
    const { role, member } = await aMemberWith(boss, { permissions: draft.permissions });
    const { inNorth } = await twoPlaces();
    await granted(
      adopt(boss, await aFinding("grant execute on function public.close_note(bigint) to ROLE", role.key)),
    );
    await granted(adopt(boss, await aFinding("grant select on public.notes to ROLE", role.key)));
    await granted(config(boss, "restore_configuration"));

    expect((await member.rpc("close_note", { note_id: inNorth })).status).toBe(200);
    expect((await member.rest("/notes?limit=1")).status).toBe(200);
  });

  it("N7 makes a new column a field, and forgets one that is gone", async () => {
    await sql.query("alter table public.places add column shelf text");
    const [added] = await drift();
    await granted(adopt(boss, added));
    const known = await sql.query("select from config.fields where name = 'shelf'");
    await sql.query("alter table public.places drop column shelf");
    const [gone] = await drift();
    await granted(adopt(boss, gone));

    expect([added, gone]).toMatchObject([
      { problem: "unknown_column", object: "shelf", can_adopt: true },
      { problem: "missing_column", object: "shelf", can_adopt: true },
    ]);
    expect(known.rowCount).toBe(1);
    expect(await drift()).toEqual([]);
  });

  it.each([
    ["grant update (id) on public.notes to ROLE", "notes"],
    ["grant insert (title) on public.notes to ROLE", "notes"],
    ["revoke select (id) on public.notes from ROLE", "notes"],
    ["grant delete on public.places to ROLE", "places"],
    ['alter policy "KEY may read notes" on public.notes using (title is null)', "notes"],
  ])("N7 cannot keep what configuration cannot say: %s", async (statement, table) => {
    const { role } = await aMemberWith(boss, draft);

    const finding = await aFinding(statement.replace("KEY", role.key), role.key);
    const answer = await adopt(boss, finding);

    expect(finding).toMatchObject({ table_name: table, can_adopt: false });
    expect([answer.status, answer.reason]).toEqual([400, "cannot_adopt"]);
  });

  it("cannot be done without the right, above one's rank, or with a made-up finding", async () => {
    const { role } = await aMemberWith(boss, { ...draft, rank: 5 });
    const { member: manager } = await aMemberWith(boss, {
      permissions: [],
      rank: 10,
      may_configure: ["roles"],
    });
    const { member: viewer } = await aMemberWith(boss, { permissions: [] });
    const finding = await aFinding("grant select (secret) on public.notes to ROLE", role.key);

    expect((await adopt(viewer, finding)).reason).toBe("right_missing");
    expect((await adopt(manager, finding)).reason).toBe("above_own_rank");
    const madeUp = await adopt(boss, { ...finding, object: "no" });
    expect([madeUp.status, madeUp.reason]).toEqual([409, "finding_gone"]);
    expect((await adopt(boss, "everything")).reason).toBe("finding_gone");
  });

  it("N7 still tells of drift when the column of a scope is gone", async () => {
    const client = await sql.connect();
    await client.query("begin");
    await client.query("alter table public.notes drop column place_id cascade");
    const { rows } = await client.query("select * from engine.mismatches where role_key = 'clerk'");
    await client.query("rollback");
    client.release();

    expect(rows).toContainEqual(
      expect.objectContaining({ problem: "broken_scope", table_name: "notes", object: "own_places" }),
    );
  });
});
