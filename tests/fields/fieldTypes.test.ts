/** Another type for a field that holds data: rehearsed, refused or cleared, never lost silently. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change, columnOf, plan, publish, refusalOf } from "./fieldChanges";
import { label } from "../database/roleEditing";

const retype = (type: string, more: Change = {}): Change => ({
  kind: "change_type",
  entity: "notes",
  field: "thing",
  type,
  ...more,
});

async function aThing(db: TestDatabase, type: string, ...values: unknown[]) {
  await publish(db, aField("Thing", type));
  for (const value of values) {
    await db.query(
      "insert into public.notes (title, thing) values ($1, $2)",
      `thing ${String(value)}`,
      value,
    );
  }
}

const things = async (db: TestDatabase) =>
  db.value("select jsonb_agg(thing order by id) from public.notes where title like 'thing %'");

const low = { value: "low", label: { en: "Low", "zh-CN": "低" } };

const ways: [from: string, to: string, ...Record<"before" | "after", unknown[]>[]][] = [
  ["text", "money", { before: ["12.50", "¥1,598", " 3元 "], after: [12.5, 1598, 3] }],
  ["text", "integer", { before: ["12", "13.0"], after: [12, 13] }],
  ["text", "date", { before: ["2026-02-03"], after: ["2026-02-03"] }],
  ["text", "checkbox", { before: ["yes", "false"], after: [true, false] }],
  ["text", "tags", { before: ["a", "b"], after: [["a"], ["b"]] }],
  ["text", "choice", { before: ["a", "b"], after: ["a", "b"] }],
  ["text", "email", { before: ["a@example.com"], after: ["a@example.com"] }],
  ["integer", "text", { before: ["12"], after: ["12"] }],
  ["integer", "rating", { before: ["3"], after: [3] }],
  ["tags", "text", { before: [["a", "b"]], after: ["a, b"] }],
  ["money", "json", { before: ["12.50"], after: [12.5] }],
];

describe("change_type", () => {
  it.each(ways)("L14: turns %s into %s", (from, to, ...[values]) =>
    inRollback(async (db) => {
      await aThing(db, from, ...(values?.before ?? []));

      await publish(db, retype(to));

      expect(await things(db)).toEqual(values?.after);
      expect(await db.value("select type from config.fields where name = 'thing'")).toBe(to);
      expect(await db.call("config.drift")).toEqual([]);
    })(),
  );

  it(
    "L14: the rehearsal counts and lists what does not fit; publishing refuses, or clears it when told to",
    inRollback(async (db) => {
      await aThing(db, "text", "12", "about 13", "1.005");
      const { report } = await db.row<{ report: { samples: Change[] } }>(
        "select config.rehearse_type('notes', 'thing', 'money') as report",
      );

      expect(report).toMatchObject({ fits: 1, misfits: 2 });
      expect(report.samples).toMatchObject([
        { title: "thing about 13", value: "about 13" },
        { title: "thing 1.005", value: "1.005" },
      ]);
      expect(await refusalOf(publish(db, retype("money")))).toMatchObject({
        reason: "has_misfits",
        count: 2,
      });
      const [step] = await plan(db, retype("money", { misfits: "clear" }));
      expect(step?.risk).toBe("destructive");
      await publish(db, retype("money", { misfits: "clear" }));
      expect(await things(db)).toEqual([12, null, null]);
      expect((await columnOf(db, "thing")).type).toBe("numeric(14,2)");
    }),
  );

  it(
    "L14: finds options by value or by what people read, and keeps rights, index and uniqueness",
    inRollback(async (db) => {
      await publish(db, aField("Thing", "text", { is_indexed: true, access: { see: ["clerk"], edit: [] } }));
      await db.query("insert into public.notes (title, thing) values ('thing a', 'LOW'), ('thing b', '低')");

      await publish(db, retype("multi_choice", { options: { choices: [low] } }));

      expect(await things(db)).toEqual([["low"], ["low"]]);
      expect(await db.value("select indexdef from pg_indexes where indexname = 'notes_thing_idx'")).toContain(
        "gin",
      );
      expect(
        await db.value("select has_column_privilege('bo_clerk', 'public.notes', 'thing', 'select')"),
      ).toBe(true);
      expect(
        await db.value("select has_column_privilege('bo_auditor', 'public.notes', 'thing', 'select')"),
      ).toBe(false);
    }),
  );

  it.each([
    ["cannot_convert", retype("person")],
    ["cannot_convert", retype("relation", { options: { target: "places" } })],
    ["unknown_type", retype("hstore")],
    ["built_in_field", retype("integer", { field: "title" })],
  ])("L14: refuses %s", (reason, change) =>
    inRollback(async (db) => {
      await publish(db, aField("Thing", "text", { label: label("Thing") }));

      expect(await refusalOf(publish(db, change))).toMatchObject({ reason });
    })(),
  );

  it(
    "L14: shows values to nobody who may not read them all",
    inRollback(async (db) => {
      await db.query(
        "update config.roles set may_configure = '{entities}' where key in ('clerk', 'auditor'); select engine.sync_roles()",
      );
      await aThing(db, "text", "secret words");

      const rehearse = (role: string) =>
        db
          .as(role)
          .value("select jsonb_array_length(config.rehearse_type('notes', 'thing', 'money') -> 'samples')");

      expect([await rehearse("auditor"), await rehearse("clerk")]).toEqual([1, 0]);
    }),
  );
});
