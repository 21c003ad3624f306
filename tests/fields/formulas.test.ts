/** Fields that are computed from others of the same record, by Postgres itself. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, columnOf, publish, refusalOf } from "./fieldChanges";

const formula = (type: string, text: string) => aField("Result", type, { options: { formula: text } });

const result = (db: TestDatabase) => db.value("select result from public.notes where title = 'Pen'");

const aNote = (db: TestDatabase, amount: number) =>
  db.query("insert into public.notes (title, secret) values ('Pen', $1)", amount);

describe("a formula", () => {
  it.each([
    ["money", "{secret} * 2 + 1", "21.00"],
    ["decimal", "{secret} / 4", "2.50"],
    ["decimal", "1 + {secret} / 0", null],
    ["integer", "round({secret} / 3)", 3],
    ["text", "upper({title}) & '-' & {state}", "PEN-open"],
    ["text", "if({secret} > 5, 'it''s much', 'little')", "it's much"],
    ["checkbox", "{secret} >= 10 and not {title} = ''", true],
    ["decimal", "max({secret}, 3, 12) - min(1, 2)", "11.00"],
  ])("L12: computes a %s: %s", (type, text, expected) =>
    inRollback(async (db) => {
      await aNote(db, 10);

      await publish(db, formula(type, text));

      expect(await result(db)).toEqual(expected);
      expect(await db.call("config.drift")).toEqual([]);
    })(),
  );

  it(
    "L12: follows its fields, is written by nobody, and works for every role that writes",
    inRollback(async (db) => {
      await publish(db, formula("decimal", "{secret} / 0"));
      await aNote(db, 1);
      await db.as("boss").query("update public.notes set secret = 7 where title = 'Pen'");

      expect(await result(db)).toBeNull();
      expect((await columnOf(db, "result")).type).toBe("numeric(18,2)");
      await expect(db.as("boss").query("update public.notes set result = 1")).rejects.toThrow();
      await db.as("boss").query("insert into public.notes (title) values ('by a member')");
      expect(
        await db.value(
          "select has_function_privilege('bo_clerk', 'engine.divide(numeric, numeric)', 'execute')",
        ),
      ).toBe(true);
    }),
  );

  it(
    "L12: is shown to nobody who may not read what it is made of",
    inRollback(async (db) => {
      await publish(db, {
        ...formula("decimal", "{secret} * 1"),
        access: { see: ["boss", "clerk"], edit: ["clerk"] },
      });

      const sees = (role: string) =>
        db.value("select has_column_privilege($1, 'public.notes', 'result', 'select')", `bo_${role}`);
      expect([await sees("boss"), await sees("clerk")]).toEqual([true, false]);
    }),
  );

  it(
    "L12: keeps its sources from the trash",
    inRollback(async (db) => {
      await publish(db, aField("Weight", "decimal"), formula("decimal", "{weight} * 2"));

      const attempt = publish(db, { kind: "trash_field", entity: "notes", field: "weight" });

      expect(await refusalOf(attempt)).toMatchObject({ reason: "field_in_use", uses: "result" });
    }),
  );

  it.each([
    "{result} + 1",
    "{nothing}",
    "{secret} +",
    "({secret}",
    "{secret}; drop table public.notes",
    "pg_sleep(10)",
    "(select 1)",
    "{title} * 2",
    "now()",
    "{secret}::text",
    "'unclosed",
    "",
    "1".repeat(2000),
  ])("L12: refuses %s", (text) =>
    inRollback(async (db) => {
      const attempt = publish(db, formula("decimal", text || "()"));

      expect(await refusalOf(attempt)).toMatchObject({ reason: "invalid_formula" });
    })(),
  );
});
