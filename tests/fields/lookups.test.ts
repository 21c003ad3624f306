/** Fields of related records, read through the relation in the reader's own rights. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change, publish, refusalOf } from "./fieldChanges";

const lookup = (more: Change = {}): Change =>
  aField("Name of the place", "lookup", { options: { relation: "place_id", field: "name" }, ...more });

const seenBy = (db: TestDatabase, role: string) =>
  db.value(
    `select engine.entities_json($1) @? '$[*] ? (@.name == "notes").fields[*] ? (@.name == "name_of_the_place" && @.canRead == true)'`,
    `bo_${role}`,
  );

const counts = (db: TestDatabase, role: string, question: Change) =>
  db.as(role).value("select config.summarize('notes', $1)", JSON.stringify({ aggregates: [], ...question }));

const someNotes = (db: TestDatabase) =>
  db.query(`delete from public.notes where true;
    with p as (insert into public.places (name) values ('Attic'), ('Cellar') returning id, name)
    insert into public.notes (title, place_id) select name || n, id from p, generate_series(1, 2) as n;
    insert into public.notes (title) values ('nowhere')`);

describe("a lookup", () => {
  it(
    "L12: makes no column, is in the snapshot of those who read both ends, and is no drift",
    inRollback(async (db) => {
      await publish(db, lookup({ in_list: true }));

      const columns = await db.value(
        "select count(*)::int from pg_attribute where attrelid = 'public.notes'::regclass and attname = 'name_of_the_place'",
      );
      expect(columns).toBe(0);
      // The auditor reads notes, but no places.
      expect([await seenBy(db, "boss"), await seenBy(db, "clerk"), await seenBy(db, "auditor")]).toEqual([
        true,
        true,
        false,
      ]);
      expect(await db.value("select list_fields from config.entities where name = 'notes'")).toContain(
        "name_of_the_place",
      );
      expect(await db.call("config.drift")).toEqual([]);
      expect(await db.value("select config.verify_permissions() -> 'mismatches'")).toEqual([]);
    }),
  );

  it(
    "L12: filters, and is grouped by and counted over, in the rights of whoever asks",
    inRollback(async (db) => {
      await publish(db, lookup());
      await someNotes(db);
      const where = (op: string, value?: unknown) => ({
        condition: { field: "name_of_the_place", op, value },
      });

      expect(await counts(db, "boss", where("eq", "Attic"))).toMatchObject([{ count: 2 }]);
      expect(await counts(db, "boss", where("neq", "Attic"))).toMatchObject([{ count: 3 }]);
      expect(await counts(db, "boss", where("is_empty"))).toMatchObject([{ count: 1 }]);
      expect(await counts(db, "boss", { group: "name_of_the_place" })).toMatchObject([
        { key: "Attic", count: 2 },
        { key: "Cellar", count: 2 },
        { key: null, count: 1 },
      ]);
      await expect(counts(db, "auditor", where("eq", "Attic"))).rejects.toThrow(/permission denied/);
      await expect(counts(db, "auditor", { group: "name_of_the_place" })).rejects.toThrow(
        /permission denied/,
      );
    }),
  );

  it(
    "L12: is renamed and removed, and keeps what it reads from the trash",
    inRollback(async (db) => {
      await publish(db, { ...aField("Floor", "text"), entity: "places" });
      await publish(db, lookup({ options: { relation: "place_id", field: "floor" } }));
      const trash = (entity: string, field: string) => publish(db, { kind: "trash_field", entity, field });

      expect(await refusalOf(trash("places", "floor"))).toMatchObject({
        reason: "field_in_use",
        uses: "notes.name_of_the_place",
      });
      await publish(db, {
        kind: "change_field",
        entity: "notes",
        field: "name_of_the_place",
        label: { en: "Storey", "zh-CN": "楼层" },
      });
      expect(await db.value("select label ->> 'zh-CN' from config.lookups")).toBe("楼层");
      await trash("notes", "name_of_the_place");
      expect(await db.column("config.lookups", "name")).toEqual([]);
      await trash("places", "floor");
    }),
  );

  it(
    "L12: is taken along in a file only by those who may take both ends along",
    inRollback(async (db) => {
      await publish(db, lookup());
      const exportable = () => db.as("boss").value("select config.exportable_fields('notes')");

      await db.query("select engine.allow('boss', 'notes', 'export'); select engine.sync_roles()");
      expect(await exportable()).not.toContain("name_of_the_place");
      await db.query("select engine.allow('boss', 'places', 'export'); select engine.sync_roles()");
      expect(await exportable()).toContain("name_of_the_place");
    }),
  );

  it.each([
    ["invalid_lookup", { relation: "title", field: "name" }],
    ["unknown_field", { relation: "place_id", field: "nothing" }],
    ["unknown_field", { relation: "nothing", field: "name" }],
  ])("L12: refuses with %s", (reason, options) =>
    inRollback(async (db) => {
      expect(await refusalOf(publish(db, lookup({ options })))).toMatchObject({ reason });
    })(),
  );
});
