/** Changing, hiding, ordering, removing and restoring fields. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change, changeOf, columnOf, publish, refusalOf } from "./fieldChanges";
import { label } from "../database/roleEditing";

const trash = (field: string): Change => ({ kind: "trash_field", entity: "notes", field });
const restore = (field: string): Change => ({ kind: "restore_field", entity: "notes", field });

const choicesOf = (...values: string[]) => ({
  options: { choices: values.map((value) => ({ value, label: label(value) })) },
});

const privileges = async (db: TestDatabase, column: string) =>
  db.value(
    "select array_agg(role || ' ' || privilege order by role, privilege) from unnest(array['boss', 'clerk', 'auditor']) as role, " +
      "unnest(array['insert', 'select', 'update']) as privilege where has_column_privilege('bo_' || role, 'public.notes', $1, privilege)",
    column,
  );

describe("config.publish of a change", () => {
  it(
    "L14: renames for people, keeps column, data and rights",
    inRollback(async (db) => {
      await publish(db, aField("Remark", "text", { help: label("Anything") }));
      await db.query("insert into public.notes (title, remark) values ('x', 'kept')");
      const before = await privileges(db, "remark");

      await publish(db, changeOf("remark", { label: { en: "Comment", "zh-CN": "备注 | 说明" } }));

      expect((await columnOf(db, "remark")).comment).toBe("Comment | 备注 / 说明\nAnything | Anything");
      expect(await db.value("select remark from public.notes where title = 'x'")).toBe("kept");
      expect(await privileges(db, "remark")).toEqual(before);
    }),
  );

  it(
    "L14: changes required, unique, index and default, and refuses with a count what data forbids",
    inRollback(async (db) => {
      await publish(db, aField("Code", "text"));
      await db.query("insert into public.notes (title, code) values ('a', 'A'), ('b', 'A'), ('c', null)");

      const required = await refusalOf(publish(db, changeOf("code", { is_required: true })));
      const unique = await refusalOf(publish(db, changeOf("code", { is_unique: true })));
      await db.query("update public.notes set code = title where title in ('a', 'b', 'c')");
      const empty = Number(await db.value("select count(*) from public.notes where code is null"));
      await db.query("update public.notes set code = id::text where code is null");
      await publish(
        db,
        changeOf("code", { is_required: true, is_unique: true, is_indexed: true, default: "Z" }),
      );

      expect(required).toEqual({ reason: "has_empty", setting: "is_required", count: empty + 1 });
      expect(unique).toMatchObject({ reason: "has_duplicates", setting: "is_unique", count: 2 });
      expect(await columnOf(db, "code")).toMatchObject({ required: true, fallback: "'Z'::text" });
      expect(await db.value("select to_regclass('public.notes_code_key') is not null")).toBe(true);
      await publish(
        db,
        changeOf("code", { is_required: false, is_unique: false, is_indexed: false, default: null }),
      );
      expect(await columnOf(db, "code")).toMatchObject({ required: false, fallback: null });
      expect(
        await db.value(
          "select count(*) from pg_indexes where indexname in ('notes_code_idx', 'notes_code_key')",
        ),
      ).toBe(0);
    }),
  );

  it(
    "L14: adds options, renames them, and refuses to remove one in use",
    inRollback(async (db) => {
      await publish(db, aField("Level", "choice", choicesOf("low", "high")));
      await db.query("insert into public.notes (title, level) values ('x', 'high')");

      await publish(db, changeOf("level", choicesOf("low", "high", "it's new")));
      await db.query("insert into public.notes (title, level) values ('y', 'it''s new')");

      expect(await refusalOf(publish(db, changeOf("level", choicesOf("low", "it's new"))))).toMatchObject({
        reason: "choice_in_use",
        setting: "choices",
        count: 1,
      });
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L14: hides and orders fields",
    inRollback(async (db) => {
      await publish(db, changeOf("title", { is_hidden: true }), {
        kind: "order_fields",
        entity: "notes",
        fields: ["secret", "title"],
      });

      const names = await db.query(
        "select f.name, f.is_hidden from config.fields as f join config.entities as e on e.id = f.entity_id and e.name = 'notes' order by f.position limit 2",
      );
      expect(names).toEqual([
        { name: "secret", is_hidden: false },
        { name: "title", is_hidden: true },
      ]);
    }),
  );

  it(
    "L14: a field in the trash is gone for everybody; restoring brings data, rights and rules back",
    inRollback(async (db) => {
      await publish(
        db,
        aField("Remark", "text", {
          is_required: true,
          default: "-",
          access: { see: ["clerk"], edit: ["clerk"] },
        }),
      );
      await db.query("insert into public.notes (title, remark) values ('x', 'kept')");
      const before = await privileges(db, "remark");

      await publish(db, trash("remark"));

      expect(await privileges(db, "remark")).toBeNull();
      expect(await db.call("config.drift")).toEqual([]);
      expect(await db.value("select engine.adopt_table('notes') is not null")).toBe(true);
      expect(await db.value("select count(*) from config.fields where name = 'remark'")).toBe(0);

      await publish(db, restore("remark"));

      expect(await privileges(db, "remark")).toEqual(before);
      expect((await columnOf(db, "remark")).required).toBe(true);
      expect(await db.value("select remark from public.notes where title = 'x'")).toBe("kept");
      expect(await db.call("config.drift")).toEqual([]);
      expect(await refusalOf(publish(db, restore("remark")))).toMatchObject({ reason: "not_in_trash" });
    }),
  );

  it(
    "L14: the trash is emptied after 30 days",
    inRollback(async (db) => {
      await publish(db, aField("Remark", "text"), aField("Other", "text"));
      await publish(db, trash("remark"), trash("other"));
      await db.query("update config.trash set at = now() - interval '31 days' where field_name = 'remark'");

      await db.call("engine.empty_trash");

      await expect(columnOf(db, "remark")).rejects.toThrow();
      expect((await columnOf(db, "other")).type).toBe("text");
    }),
  );

  it.each([
    ["built_in_field", trash("title")],
    ["built_in_field", changeOf("title", { is_unique: true })],
    ["built_in_field", changeOf("state", choicesOf("open"))],
    ["unknown_field", changeOf("no_such", { label: label("x") })],
    ["unknown_field", trash("no_such")],
    ["nothing_to_publish", changeOf("title", {})],
  ])("L14: refuses %s", (reason, change) =>
    inRollback(async (db) => {
      expect(await refusalOf(publish(db, change))).toMatchObject({ reason });
    })(),
  );

  it(
    "L14: refuses to remove a field that a row rule counts on",
    inRollback(async (db) => {
      await publish(db, aField("Area", "relation", { options: { target: "places" } }));
      await db.query(`
        select engine.define_scope('own_areas', '{"en": "A", "zh-CN": "A"}', '{"field": "area", "op": "in", "variable": "my_places"}');
        select engine.allow('auditor', 'notes', 'read', scope => 'own_areas'); select engine.sync_roles()`);

      expect(await refusalOf(publish(db, trash("area")))).toMatchObject({
        reason: "field_in_use",
        uses: "auditor may read notes",
      });
    }),
  );
});
