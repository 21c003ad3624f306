/** Records that name any number of others: a list in the record, and a table of links that holds it to the truth. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import type { TestDatabase } from "../support/TestDatabase";
import { granted } from "../database/roleEditing";
import { aField, type Change, columnOf, publish, publishAs, refusalOf } from "./fieldChanges";

const stops = (more: Change = {}) => aField("Stops", "relations", { options: { target: "places", ...more } });

const somePlaces = (db: TestDatabase) =>
  db.query(
    "insert into public.places (id, name) overriding system value values (901, 'A'), (902, 'B'), (903, 'C')",
  );
const aTrip = (db: TestDatabase, ...keys: number[]) =>
  db.value("insert into public.notes (title, stops) values ('trip', $1) returning id", keys);
const trips = (db: TestDatabase) =>
  db.value("select jsonb_agg(stops) from public.notes where title = 'trip'");
const links = (db: TestDatabase) =>
  db.value("select coalesce(jsonb_agg(target_id order by target_id), '[]') from public.notes_stops_links");

describe("a relation to many", () => {
  it(
    "L12: is a list of keys, each once and in order, with a table of links that follows",
    inRollback(async (db) => {
      await publish(db, stops());
      await somePlaces(db);

      const trip = await aTrip(db, 902, 901, 902);

      expect([await trips(db), await links(db)]).toEqual([[[902, 901]], [901, 902]]);
      await db.query("update public.notes set stops = null where id = $1", trip);
      expect([await trips(db), await links(db)]).toEqual([[[]], []]);
      await db.query("update public.notes set stops = '{903,901}' where id = $1", trip);
      expect([await trips(db), await links(db)]).toEqual([[[903, 901]], [901, 903]]);
      expect(await columnOf(db, "stops")).toMatchObject({ type: "bigint[]", required: true });
      expect(await db.call("config.drift")).toEqual([]);
      expect(await db.value("select jsonb_agg(t) from engine.adoptable_tables() as t")).toBeNull();
    }),
  );

  it(
    "L12: follows records that are deleted, and links that are written by SQL",
    inRollback(async (db) => {
      await publish(db, stops());
      await somePlaces(db);
      const trip = await aTrip(db, 901, 902);

      await db.query("delete from public.places where id = 901");
      expect([await trips(db), await links(db)]).toEqual([[[902]], [902]]);
      await db.query("insert into public.notes_stops_links values ($1, 903)", trip);
      expect(await trips(db)).toEqual([[902, 903]]);
      await db.query("delete from public.notes where id = $1", trip);
      expect(await links(db)).toEqual([]);
    }),
  );

  it(
    "L12: keeps what it names from being deleted when told to",
    inRollback(async (db) => {
      await publish(db, stops({ on_delete: "refuse" }));
      await somePlaces(db);
      await aTrip(db, 901);

      await expect(db.query("delete from public.places where id = 901")).rejects.toThrow(/foreign key/);
    }),
  );

  it(
    "L12: refuses keys of records that are not there or that the writer may not see, and keeps those that he does not",
    inRollback(async (db) => {
      await publish(db, { ...stops(), access: { see: ["boss", "clerk"], edit: ["boss", "clerk"] } });
      await somePlaces(db);
      const trip = await aTrip(db, 901);
      await db.query(
        `select engine.define_scope('only_b', '{"en": "B", "zh-CN": "B"}', '{"field": "name", "op": "eq", "value": "B"}');
         select engine.allow('clerk', 'places', 'read', scope => 'only_b');
         select engine.allow('clerk', 'notes', 'read'), engine.allow('clerk', 'notes', 'update', fields => array['stops']); select engine.sync_roles()`,
      );
      const write = (role: string, keys: string) =>
        db.as(role).query("update public.notes set stops = $2 where id = $1", trip, keys);

      expect(await refusalOf(write("boss", "{404}"))).toMatchObject({
        reason: "unknown_link",
        field: "stops",
      });
      expect(await refusalOf(write("clerk", "{901,903}"))).toMatchObject({ reason: "unknown_link" });
      await write("clerk", "{901,902}");
      expect(await trips(db)).toEqual([[901, 902]]);
      await expect(db.as("boss").query("select from public.notes_stops_links")).rejects.toThrow(/permission/);
    }),
  );

  it(
    "L12: goes to the trash, comes back, and takes its links along in the end",
    inRollback(async (db) => {
      await publish(db, stops());
      await somePlaces(db);
      const change = { entity: "notes", field: "stops" };
      await aTrip(db, 901);

      await publish(db, { kind: "trash_field", ...change });
      await publish(db, { kind: "restore_field", ...change });
      expect([await trips(db), await links(db)]).toEqual([[[901]], [901]]);
      await publish(db, { kind: "trash_field", ...change });
      await db.query("update config.trash set at = '2020-01-01'; select engine.empty_trash()");
      expect(await db.value("select to_regclass('public.notes_stops_links')")).toBeNull();
      await db.query("insert into public.notes (title) values ('later')");
    }),
  );

  it(
    "L12, N8: names records again that were deleted and put back, also when it was deleted with them",
    inRollback(async (db) => {
      await publish(db, stops());
      await somePlaces(db);
      const boss = db.as("boss");
      const undone = async (...deletions: string[]) => {
        const batch = await boss.call("config.begin_batch", "bulk_delete", null, null);
        for (const deletion of deletions) await boss.query(deletion);
        await boss.call("config.end_batch", batch);
        const between = await trips(db);
        await boss.call("config.undo_batch", batch);
        return between;
      };
      await aTrip(db, 901, 902);

      expect(await undone("delete from public.places where id in (901, 902)")).toEqual([[]]);
      expect([await trips(db), await links(db)]).toEqual([[[901, 902]], [901, 902]]);
      expect(
        await undone(
          "delete from public.notes where title = 'trip'",
          "delete from public.places where id = 902",
        ),
      ).toBeNull();
      expect([await trips(db), await links(db)]).toEqual([[[901, 902]], [901, 902]]);
    }),
  );

  it("L12: is filtered over REST by any of its records, in the rights of the reader", async () => {
    const boss = await aMember({ roles: ["boss"] });
    await granted(publishAs(boss, { ...stops(), label: { en: "Rest stops", "zh-CN": "站点" } }));
    try {
      const { rows } = await sql.query<{ id: number }>(
        "insert into public.places (name) values ('rest A'), ('rest B') returning id::int",
      );
      const [a, b] = rows.map(({ id }) => id);
      const write = (keys: unknown) =>
        boss.rest("/notes?select=rest_stops", {
          method: "POST",
          body: { title: "rest", rest_stops: keys },
          prefer: "return=representation",
        });

      await expect.poll(async () => (await write([a, b])).status).toBe(201);
      expect((await write([0])).status).toBe(409);
      const found = await boss.rest(`/notes?select=title,rest_stops&rest_stops=ov.{${String(b)}}`);
      expect(found.body).toEqual([{ title: "rest", rest_stops: [a, b] }]);
    } finally {
      await granted(publishAs(boss, { kind: "trash_field", entity: "notes", field: "rest_stops" }));
      await sql.query("delete from public.notes where title = 'rest'");
      await sql.query("update config.trash set at = '2020-01-01'");
      await sql.query("select engine.empty_trash()");
      await sql.query("delete from public.places where name like 'rest %'");
    }
  });
});
