import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { patch, post, reads, write } from "./noteWriting";
import { aMemberWith, aRole, config, granted, label, save, twoPlaces } from "./roleEditing";

let boss: Member;

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
});

const titleRule = {
  condition: { field: "title", op: "starts_with", value: "N" },
  field: "title",
  message: { en: "Titles start with N", "zh-CN": "标题以 N 开头" },
};

describe("validation", () => {
  it("L6 refuses with field and message on create and update, and lets the rest pass", async () => {
    const { member } = await aMemberWith(boss, {
      permissions: [
        reads,
        write("create", { validation: [titleRule] }),
        write("update", { validation: [titleRule] }),
      ],
    });

    const created = await post(member, { title: "Note" });
    const refused = await post(member, { title: "Other" });
    const spoiled = await patch(member, created.rows[0]?.id, { title: "Other" });

    expect(created.status).toBe(201);
    expect([refused.status, refused.reason]).toEqual([400, "validation_failed"]);
    expect(JSON.parse(refused.text("details"))).toEqual({
      reason: "validation_failed",
      field: "title",
      message: titleRule.message,
    });
    expect(refused.text("message")).toBe("Titles start with N");
    expect(spoiled.reason).toBe("validation_failed");
    expect((await post(boss, { title: "Other" })).status).toBe(201);
  });

  it("L6 sees generated columns and relations of the row as stored, and one bad row refuses all", async () => {
    const { tag, north, south } = await twoPlaces();
    const rule = (condition: unknown) => ({ condition, field: null, message: label("No") });
    const { member } = await aMemberWith(boss, {
      permissions: [
        reads,
        { entity: "places", action: "read" },
        write("create", {
          validation: [
            rule({ field: "place_id.name", op: "eq", value: `${tag} north` }),
            rule({ field: "title_grams", op: "overlaps", value: ["北"] }),
          ],
        }),
      ],
    });

    expect((await post(member, { title: "北京", place_id: north })).status).toBe(201);
    expect((await post(member, { title: "北京", place_id: south })).reason).toBe("validation_failed");
    expect((await post(member, { title: "京", place_id: north })).reason).toBe("validation_failed");
    const many = await post(member, [
      { title: `${tag}北1`, place_id: north },
      { title: `${tag}北2`, place_id: south },
    ]);
    expect(many.reason).toBe("validation_failed");
    const { rows } = await sql.query("select from public.notes where title like $1", [`${tag}北%`]);
    expect(rows).toEqual([]);
  });

  it("L6 cannot be got round by upsert, by another column list or by SQL as that role", async () => {
    const { role, member } = await aMemberWith(boss, {
      permissions: [
        reads,
        write("create", { validation: [titleRule] }),
        write("update", { validation: [titleRule] }),
      ],
    });
    const { rows } = await post(boss, { title: "Note" });
    const id = rows[0]?.id;

    const upsert = await member.rest("/notes?on_conflict=id&columns=title", {
      method: "POST",
      body: { id, title: "Other" },
      prefer: "resolution=merge-duplicates",
    });

    expect(upsert.status).toBeGreaterThanOrEqual(400);
    const client = await sql.connect();
    await client.query("begin");
    await client.query(`grant bo_${role.key} to postgres with inherit false, set true`);
    await client.query(`set local role bo_${role.key}`);
    await expect(client.query("insert into public.notes (title) values ('Other')")).rejects.toThrow(
      /start with N/,
    );
    await client.query("rollback");
    client.release();
  });

  it("does not hold an operation to the rules of the role that runs it", async () => {
    const { inNorth } = await twoPlaces();
    const open = {
      condition: { field: "state", op: "eq", value: "open" },
      field: "state",
      message: label("No"),
    };
    const { member } = await aMemberWith(boss, {
      permissions: [reads, write("update", { validation: [open] })],
      operations: ["close_note"],
    });

    expect((await member.rpc("close_note", { note_id: inNorth })).status).toBe(200);
    expect((await patch(member, inNorth, { title: "x" })).reason).toBe("validation_failed");
  });

  it.each([
    [{ ...titleRule, message: { en: "Half" } }, "invalid_validation"],
    [{ ...titleRule, message: null }, "invalid_validation"],
    [{ ...titleRule, field: "nothing" }, "invalid_validation"],
    [{ ...titleRule, condition: { field: "nothing", op: "is_empty" } }, "invalid_condition"],
    [{ ...titleRule, condition: { field: "place_id", op: "eq", value: "x" } }, "invalid_condition"],
    [{ ...titleRule, condition: null }, "invalid_condition"],
    ["title", "invalid_validation"],
  ])("refuses the rule %j as %s", async (rule, reason) => {
    const role = await aRole(boss, { permissions: [] });

    const answer = await save(boss, role, { permissions: [write("create", { validation: [rule] })] });

    expect([answer.status, answer.reason]).toEqual([400, reason]);
  });

  it("speaks to people in words that cannot break out of the trigger", async () => {
    const message = label(`'; drop table notes; $$ % \\ " 🦊 ${"x".repeat(100)}`);
    const { member } = await aMemberWith(boss, {
      permissions: [reads, write("create", { validation: [{ ...titleRule, message }] })],
    });

    expect((await post(member, { title: "Other" })).text("message")).toBe(message.en);
  });
});

describe("drift of write rules", () => {
  it.each([
    ['drop trigger "checks of clerk" on public.notes', "missing_rule"],
    ['alter table public.notes disable trigger "checks of clerk"', "changed_rule"],
    [
      `create or replace function engine."checks of clerk on notes"() returns trigger language plpgsql
       as $$ begin return null; end $$`,
      "changed_rule",
    ],
  ])("N7 names and repairs: %s", (statement, problem) =>
    inEmptyNotebook(async (db) => {
      await db.query(
        "select engine.allow('clerk', 'notes', 'create', fields => '{title}', validation => $1)",
        JSON.stringify([titleRule]),
      );
      await db.query("select engine.sync_roles()");
      await db.query(statement);

      const found = await db.call("config.drift");
      await db.call("config.restore_configuration");

      expect(found).toEqual([
        expect.objectContaining({
          problem,
          role_key: "clerk",
          table_name: "notes",
          object: "checks of clerk",
        }),
      ]);
      expect(await db.call("config.drift")).toEqual([]);
      await expect(db.as("clerk").query("insert into public.notes (title) values ('x')")).rejects.toThrow();
    })(),
  );

  it("leaves no trigger and no function of a deleted role", async () => {
    const role = await aRole(boss, {
      permissions: [write("create", { validation: [titleRule], presets: { state: { value: "open" } } })],
    });
    const made = () =>
      sql.query("select from pg_trigger as t join pg_proc as p on p.oid = t.tgfoid where p.proname like $1", [
        `%${role.key}%`,
      ]);
    expect((await made()).rowCount).toBe(2);

    await granted(config(boss, "delete_role", { role_id: role.id, reassign_to: null }));

    expect((await made()).rowCount).toBe(0);
    const functions = await sql.query("select from pg_proc where proname like $1", [`%${role.key}%`]);
    expect(functions.rowCount).toBe(0);
  });
});
