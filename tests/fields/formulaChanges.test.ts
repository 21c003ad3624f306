/** Another formula for a computed field; options and duplicates that are in the way. */
import { describe, expect, it } from "vitest";
import { label } from "../database/roleEditing";
import { inRollback } from "../support/inRollback";
import { aField, changeOf, plan, publish, refusalOf } from "./fieldChanges";

const result = (formula: string) => aField("Result", "decimal", { options: { formula } });
const newFormula = (formula: string) => changeOf("result", { options: { formula } });
const choices = (...values: string[]) => values.map((value) => ({ value, label: label(value) }));

describe("another formula", () => {
  it(
    "L12: is rehearsed, computes all records anew, and keeps rights",
    inRollback(async (db) => {
      await db.query(
        "delete from public.notes where true; insert into public.notes (title, secret) values ('Pen', 10), ('Ink', 0)",
      );
      await publish(db, result("{secret} * 2"));

      expect(
        await db.value("select config.rehearse_formula('notes', 'result', '100 / {secret}')"),
      ).toMatchObject({
        records: 2,
        changes: 2,
        samples: [
          { title: "Pen", before: "20.00", after: "10.00" },
          { title: "Ink", before: "0.00", after: null },
        ],
      });
      await publish(db, newFormula("100 / {secret}"));

      expect(await db.value("select jsonb_object_agg(title, result) from public.notes")).toEqual({
        Pen: 10,
        Ink: null,
      });
      expect(await db.value("select options ->> 'formula' from config.fields where name = 'result'")).toBe(
        "100 / {secret}",
      );
      expect(
        await db.value("select has_column_privilege('bo_boss', 'public.notes', 'result', 'select')"),
      ).toBe(true);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L12: is hidden from those who may not read its new sources",
    inRollback(async (db) => {
      await publish(db, aField("Weight", "integer"), {
        ...result("{weight} * 2"),
        access: { see: ["boss", "clerk"], edit: [] },
      });
      const sees = () =>
        db.value("select has_column_privilege('bo_clerk', 'public.notes', 'result', 'select')");
      expect(await sees()).toBe(true);

      await publish(db, newFormula("{weight} * {secret}"));

      expect(await sees()).toBe(false);
    }),
  );

  it.each(["{result} + 1", "{nothing}", "", "now()"])("L12: refuses %j", (formula) =>
    inRollback(async (db) => {
      await publish(db, result("{secret} * 2"));

      expect(await refusalOf(publish(db, newFormula(formula || " ")))).toMatchObject({
        reason: "invalid_formula",
      });
      expect(
        await refusalOf(db.value("select config.rehearse_formula('notes', 'result', $1)", formula)),
      ).toMatchObject({
        reason: "invalid_formula",
      });
    })(),
  );
});

describe("what is in the way", () => {
  it(
    "L12: an option in use is not taken away, but may be replaced by another one",
    inRollback(async (db) => {
      await publish(
        db,
        aField("Mood", "choice", { options: { choices: choices("good", "bad", "odd") } }),
        aField("Moods", "multi_choice", { options: { choices: choices("good", "bad", "odd") } }),
      );
      await db.query(
        "delete from public.notes where true; insert into public.notes (title, mood, moods) values ('a', 'bad', '{odd,bad,good}'), ('b', 'bad', '{}'), ('c', 'good', '{good}')",
      );
      const fewer = (field: string, replacements = {}) =>
        changeOf(field, { options: { choices: choices("good", "odd") }, replacements });

      expect(await refusalOf(publish(db, fewer("mood")))).toMatchObject({
        reason: "choice_in_use",
        count: 2,
        values: "bad (2)",
      });
      expect(await refusalOf(publish(db, fewer("moods", { bad: "gone" })))).toMatchObject({
        reason: "choice_in_use",
      });
      expect((await plan(db, fewer("mood", { bad: "good" }))).map(({ risk }) => risk)).toContain(
        "look_twice",
      );
      await publish(db, fewer("mood", { bad: "good" }), fewer("moods", { bad: "good" }));
      expect(
        await db.value("select jsonb_object_agg(title, jsonb_build_array(mood, moods)) from public.notes"),
      ).toEqual({
        a: ["good", ["odd", "good"]],
        b: ["good", []],
        c: ["good", ["good"]],
      });
      await expect(db.query("update public.notes set mood = 'bad'")).rejects.toThrow(/is_a_choice/);
    }),
  );

  it(
    "L12: duplicates are listed to those who may read them all",
    inRollback(async (db) => {
      await publish(db, aField("Code", "text"));
      await db.query(
        `insert into public.notes (title, code) select 'n', c from unnest(array['x', 'x', 'y', 'y', 'y', 'z']) as c;
         update config.roles set may_configure = '{entities}' where key = 'clerk'; select engine.sync_roles()`,
      );
      const unique = JSON.stringify([changeOf("code", { is_unique: true })]);

      expect(await refusalOf(db.value("select config.publish('', $1)", unique))).toMatchObject({
        reason: "has_duplicates",
        count: 5,
        values: "y (3), x (2)",
      });
      // The clerk sees the notes of his own places only.
      expect(await refusalOf(db.as("clerk").value("select config.publish('', $1)", unique))).toMatchObject({
        values: "",
      });
    }),
  );
});
