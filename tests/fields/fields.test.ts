/** Adding fields: real columns with type, rule, comment, rights; planned before, published at once or not at all. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aField, columnOf, keepAnOldList, plan, publish, refusalOf } from "./fieldChanges";
import { label } from "../database/roleEditing";

const choices = [
  { value: "low", label: label("Low"), color: "blue" },
  { value: "it's high", label: label("High") },
];

const types: [string, string, unknown, unknown, Record<string, unknown>?][] = [
  ["text", "text", "a'b", undefined],
  ["long_text", "text", "a\nb", undefined],
  ["integer", "bigint", "12", "1.5"],
  ["decimal", "numeric(18,3)", "1.250", "x", { options: { scale: 3 } }],
  ["money", "numeric(14,2)", "12.50", "1234567890123"],
  ["percent", "numeric(9,4)", "12.5000", "x"],
  ["checkbox", "boolean", true, "maybe"],
  ["date", "date", "2026-02-03", "2026-02-30"],
  ["datetime", "timestamp with time zone", "2026-02-03T04:05:06Z", "soon"],
  ["choice", "text", "it's high", "middle", { options: { choices } }],
  ["multi_choice", "text[]", ["low"], ["low", "middle"], { options: { choices } }],
  ["tags", "text[]", ["a", "b"], undefined],
  ["email", "text", "a@example.com", "nobody"],
  ["phone", "text", "+86 (10) 1234-5678", "call me"],
  ["url", "text", "https://example.com/a", "javascript:alert(1)"],
  ["json", "jsonb", '{"a":1}', "{"],
  ["rating", "smallint", "4", "6"],
  ["progress", "smallint", "80", "101"],
  ["barcode", "text", "6901234567892", "a\nb"],
  ["duration", "bigint", "5400", "-1"],
];

describe("config.publish of a new field", () => {
  it.each(types)(
    "L12: makes a column for %s with its type and rule",
    (...[type, columnType, good, bad, more = {}]) =>
      inRollback(async (db) => {
        await publish(db, aField("Extra thing", type, more));

        expect((await columnOf(db, "extra_thing")).type).toBe(columnType);
        await db.query("insert into public.notes (title, extra_thing) values ('x', $1)", good);
        if (bad !== undefined) {
          await expect(
            db.query("insert into public.notes (title, extra_thing) values ('x', $1)", bad),
          ).rejects.toThrow();
        }
        expect(await db.call("config.drift")).toEqual([]);
      })(),
  );

  it(
    "L12: makes relations and persons that point somewhere, and lets go of what is deleted",
    inRollback(async (db) => {
      await publish(
        db,
        aField("Second place", "relation", { options: { target: "places" } }),
        aField("Reviewer", "person"),
      );
      const place = await db.value("insert into public.places (name) values ('Attic') returning id");
      const note = await db.value(
        "insert into public.notes (title, second_place) values ('x', $1) returning id",
        place,
      );

      await db.query("delete from public.places where id = $1", place);

      expect(await db.value("select second_place from public.notes where id = $1", note)).toBeNull();
      await expect(
        db.query("insert into public.notes (title, reviewer) values ('x', gen_random_uuid())"),
      ).rejects.toThrow(/is_a_member/);
      await expect(
        db.query("insert into public.notes (title, second_place) values ('x', 0)"),
      ).rejects.toThrow(/foreign key/);
    }),
  );

  it(
    "L13: a money field has its comment, is in the snapshot with rights, and is no drift",
    inRollback(async (db) => {
      await publish(
        db,
        aField("Packing cost", "money", {
          label: { en: "Packing cost", "zh-CN": "包装费" },
          help: { en: "Box and tape", "zh-CN": "" },
          name: "packing_cost",
          in_list: true,
        }),
      );

      expect(await columnOf(db, "packing_cost")).toEqual({
        type: "numeric(14,2)",
        comment: "Packing cost | 包装费\nBox and tape | Box and tape",
        required: false,
        fallback: null,
      });
      const { fields } = await db.row<{ fields: unknown }>(
        `select jsonb_path_query_array(engine.entities_json('bo_boss'), '$[*] ? (@.name == "notes").fields[*] ? (@.name == "packing_cost")') as fields`,
      );
      expect(fields).toMatchObject([{ type: "money", canRead: true, canCreate: true, canUpdate: true }]);
      expect(await db.value("select list_fields from config.entities where name = 'notes'")).toContain(
        "packing_cost",
      );
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L13: an amount is shown to those who see the amounts that are there, any other field to its neighbours' readers",
    inRollback(async (db) => {
      await publish(db, aField("Packing cost", "money"), aField("Remark", "text"));

      const may = (role: string, column: string) =>
        db.value("select has_column_privilege($1, 'public.notes', $2, 'select')", `bo_${role}`, column);
      // The clerk may not read `secret`, the only amount; the boss and the auditor read all.
      expect([await may("clerk", "packing_cost"), await may("boss", "packing_cost")]).toEqual([false, true]);
      expect([await may("auditor", "packing_cost"), await may("auditor", "remark")]).toEqual([true, true]);
    }),
  );

  it(
    "L13: exactly the roles that were named may see and edit it",
    inRollback(async (db) => {
      await keepAnOldList(db);
      await publish(db, aField("Remark", "text", { access: { see: ["clerk"], edit: ["boss"] } }));

      const { rights } = await db.row<{ rights: unknown }>(
        `select jsonb_object_agg(role || ' ' || privilege, has_column_privilege('bo_' || role, 'public.notes', 'remark', privilege)) as rights
         from unnest(array['clerk', 'boss', 'auditor']) as role, unnest(array['select', 'update']) as privilege`,
      );
      expect(rights).toEqual({
        "clerk select": true,
        "clerk update": false,
        "boss select": true,
        "boss update": true,
        "auditor select": false,
        "auditor update": false,
      });
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L13: defaults, required, unique and index become what Postgres keeps",
    inRollback(async (db) => {
      await db.query("insert into public.notes (title) values ('old')");
      await publish(
        db,
        aField("Level", "integer", { is_required: true, default: 3, is_indexed: true }),
        aField("Due", "date", { default: { variable: "today" } }),
        aField("Code", "text", { is_unique: true }),
      );

      expect(await columnOf(db, "level")).toMatchObject({ required: true, fallback: "'3'::bigint" });
      expect(await db.value("select level from public.notes where title = 'old'")).toBe(3);
      expect(await columnOf(db, "due")).toMatchObject({ required: false, fallback: "engine.today()" });
      expect(await db.value("select due from public.notes where title = 'old'")).toBeNull();
      await db.query("insert into public.notes (title, code) values ('a', 'A')");
      await expect(db.query("insert into public.notes (title, code) values ('b', 'A')")).rejects.toThrow(
        /notes_code_key/,
      );
      expect(await db.value("select to_regclass('public.notes_level_idx')::text")).toBe("notes_level_idx");
    }),
  );

  it(
    "N2: one change that cannot be made undoes all the others",
    inRollback(async (db) => {
      const attempt = publish(db, aField("First", "text"), aField("Second", "no such type"));

      expect(await refusalOf(attempt)).toMatchObject({ reason: "unknown_type" });
      await expect(columnOf(db, "first")).rejects.toThrow();
      expect(await db.value("select count(*) from config.fields where name = 'first'")).toBe(0);
    }),
  );

  it(
    "N2: plans in words of both languages, with SQL and risk, and changes nothing",
    inRollback(async (db) => {
      const before = await db.query("select * from pg_attribute where attrelid = 'public.notes'::regclass");

      const steps = await plan(db, aField("Packing cost", "money"), aField("Packing cost", "money"));

      expect(steps.map(({ kind, object }) => [kind, object])).toEqual([
        ["add_field", "notes.packing_cost"],
        ["set_access", "notes.packing_cost"],
        ["add_field", "notes.packing_cost_2"],
        ["set_access", "notes.packing_cost_2"],
      ]);
      expect(steps[0]?.sql).toContain("alter table public.notes add column packing_cost numeric(14,2)");
      expect(steps[0]?.words["zh-CN"]).toContain("添加字段");
      expect(await db.query("select * from pg_attribute where attrelid = 'public.notes'::regclass")).toEqual(
        before,
      );
    }),
  );

  it(
    "N2: publishes the draft when no changes are given, and keeps a version with its steps",
    inRollback(async (db) => {
      await db.call("config.keep_draft", JSON.stringify([aField("From draft", "text")]));
      expect(await db.value("select jsonb_array_length(config.plan())")).toBe(2);

      const version = await db.value("select config.publish('Two words')");

      expect((await columnOf(db, "from_draft")).type).toBe("text");
      expect(
        await db.row(
          "select note, steps -> 0 ->> 'kind' as kind from config.versions where id = $1",
          version,
        ),
      ).toEqual({ note: "Two words", kind: "add_field" });
      expect(await refusalOf(db.query("select config.publish()"))).toMatchObject({
        reason: "nothing_to_publish",
      });
    }),
  );

  it.each([
    ["invalid_label", aField("", "text")],
    ["invalid_label", aField("x".repeat(300), "text")],
    ["invalid_choices", aField("State", "choice")],
    ["invalid_choices", aField("State", "choice", { options: { choices: [choices[0], choices[0]] } })],
    ["unknown_entity", aField("Place", "relation", { options: { target: "pg_class" } })],
    ["unknown_entity", aField("Place", "text", { entity: "versions" })],
    ["invalid_default", aField("Level", "integer", { default: "1; drop table notes" })],
    ["invalid_default", aField("Level", "integer", { default: { variable: "current_user" } })],
    ["role_cannot_read", aField("Remark", "text", { access: { see: ["nobody"], edit: [] } })],
    ["invalid_value", aField("Remark", "text", { is_unique: "perhaps" })],
    ["unknown_change", { kind: "write", entity: "notes" }],
    ["unknown_change", {}],
  ])("L13: refuses %s", (reason, change) =>
    inRollback(async (db) => {
      expect(await refusalOf(publish(db, change))).toMatchObject({ reason });
    })(),
  );

  it(
    "L13: refuses a required field without a default where there are records",
    inRollback(async (db) => {
      await db.query("insert into public.notes (title) values ('old')");

      expect(await refusalOf(publish(db, aField("Level", "integer", { is_required: true })))).toEqual({
        reason: "required_needs_default",
        setting: "default",
      });
    }),
  );
});
