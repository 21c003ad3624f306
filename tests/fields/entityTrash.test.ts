/** Entities in the trash: out of sight for everybody, back with rights, views and records, gone after 30 days. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import type { TestDatabase } from "../support/TestDatabase";
import { aField, type Change, plan, publish, publishAs, refusalOf } from "./fieldChanges";
import { label } from "../database/roleEditing";

const visits: Change = { kind: "create_entity", label: label("Visits"), name: "visits" };
const trash: Change = { kind: "trash_entity", entity: "visits" };
const restore: Change = { kind: "restore_entity", entity: "visits" };

/** Everything that is configured about visits. */
const configured = (db: TestDatabase) =>
  db.value("select engine.rows_of_entity('visits') #- '{fields,0,updated_at}'");

async function someVisits(db: TestDatabase) {
  await publish(
    db,
    visits,
    { ...aField("Place", "relation", { options: { target: "places" } }), entity: "visits" },
    { ...aField("Mark", "rating"), entity: "visits" },
  );
  await db.query("select engine.allow('clerk', 'visits', 'read', fields => array['id', 'name'])");
  await db.query("select engine.sync_roles()");
  await db.query(
    "insert into config.views (entity_id, label, sharing) values (engine.entity_id('visits'), $1, 'shared')",
    JSON.stringify(label("All of them")),
  );
  await db.query("insert into public.visits (name) values ('First')");
}

describe("trash_entity", () => {
  it(
    "L15: hides an entity from everybody; it comes back with rights, views and records",
    inRollback(async (db) => {
      await someVisits(db);
      const before = await configured(db);

      const steps = await plan(db, trash);
      await publish(db, trash);

      expect(steps).toMatchObject([
        {
          kind: "trash_entity",
          risk: "destructive",
          words: { en: "Move “Visits” with its 1 records to the trash; they stay for 30 days" },
        },
      ]);
      await expect(db.as("clerk").query("select name from public.visits")).rejects.toThrow(/denied/);
      await expect(db.as("boss").query("select name from public.visits")).rejects.toThrow(/denied/);
      expect(await db.call("config.drift")).toEqual([]);

      await publish(db, restore);

      expect(await configured(db)).toEqual(before);
      expect(await db.as("clerk").value("select name from public.visits")).toBe("First");
      await expect(db.as("clerk").query("select mark from public.visits")).rejects.toThrow(/denied/);
      expect(await db.call("config.drift")).toEqual([]);
    }),
  );

  it(
    "L15: refuses entities of the app, and those that others point to",
    inRollback(async (db) => {
      await publish(db, visits);
      await publish(db, aField("Visit", "relation", { options: { target: "visits" } }));

      expect(await refusalOf(publish(db, { ...trash, entity: "places" }))).toMatchObject({
        reason: "built_in_entity",
      });
      expect(await refusalOf(publish(db, trash))).toMatchObject({
        reason: "entity_in_use",
        uses: "notes.visit",
      });
      expect(await refusalOf(publish(db, restore))).toMatchObject({ reason: "not_in_trash" });
    }),
  );

  it(
    "L15: drops the table after 30 days, but never one that was only taken in",
    inRollback(async (db) => {
      await db.query("create table public.keys (id bigint primary key, key_name text not null)");
      await publish(db, visits, { kind: "adopt_table", table: "keys" });
      await publish(db, trash, { kind: "trash_entity", entity: "keys" });

      await db.query("select engine.empty_trash_of_entities()");
      const kept = await db.value("select to_regclass('public.visits') is not null");
      await db.query("update config.trash set at = now() - interval '31 days'");
      await db.query("select engine.empty_trash_of_entities()");

      expect(kept).toBe(true);
      expect(
        await db.row(
          "select to_regclass('public.visits') as gone, to_regclass('public.keys')::text as stays",
        ),
      ).toEqual({ gone: null, stays: "keys" });
      expect(await db.value("select count(*) from config.trash")).toBe(0);
    }),
  );

  it("L15: cannot be done without the right, nor planned", async () => {
    const clerk = await aMember({ roles: ["clerk"] });

    const answer = await publishAs(clerk, { kind: "trash_entity", entity: "places" });

    expect([answer.status, answer.reason]).toEqual([403, "right_missing"]);
  });
});

describe("change_entity", () => {
  it(
    "L15: says which fields are title, searched, listed and sorted by, and refuses others",
    inRollback(async (db) => {
      await publish(db, {
        kind: "change_entity",
        entity: "notes",
        help: label("What happened"),
        list_fields: ["no", "title"],
        search_fields: ["no"],
        default_sort: [{ field: "no", descending: true }],
      });

      expect(
        await db.row(
          "select list_fields, search_fields, default_sort from config.entities where name = 'notes'",
        ),
      ).toEqual({
        list_fields: ["no", "title"],
        search_fields: ["no"],
        default_sort: [{ field: "no", descending: true }],
      });
      expect(
        await refusalOf(publish(db, { kind: "change_entity", entity: "notes", title_field: "x" })),
      ).toMatchObject({ reason: "unknown_field" });
    }),
  );
});
