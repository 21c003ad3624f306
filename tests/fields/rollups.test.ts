/** Columns that count or add the records below them. */
import pg from "pg";
import { afterAll, describe, expect, inject, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import type { TestDatabase } from "../support/TestDatabase";
import { granted } from "../database/roleEditing";
import { aField, type Change, columnOf, publish, publishAs, refusalOf } from "./fieldChanges";

const rollup = (en: string, op: string, field?: string): Change => ({
  ...aField(en, "rollup", { options: { entity: "notes", by: "place_id", op, field } }),
  entity: "places",
});

const aPlace = (db: TestDatabase, name: string) =>
  db.value("insert into public.places (name) values ($1) returning id", name);
const aNote = (db: TestDatabase, place: unknown, secret: number) =>
  db.query("insert into public.notes (title, place_id, secret) values ('n', $1, $2)", place, secret);
const results = (db: TestDatabase, columns: string) =>
  db.value(
    `select jsonb_object_agg(name, array[${columns}]::text[]) from public.places where name in ('A', 'B')`,
  );

describe("a rollup", () => {
  it(
    "L12: counts, adds, finds the least, the most and the mean, for records that are there and that come and go",
    inRollback(async (db) => {
      const [a, b] = [await aPlace(db, "A"), await aPlace(db, "B")];
      await aNote(db, a, 10);
      await publish(
        db,
        rollup("Notes", "count"),
        rollup("Total", "sum", "secret"),
        rollup("Low", "min", "secret"),
        rollup("High", "max", "secret"),
        rollup("Mean", "avg", "secret"),
      );
      const all = "notes, total, low, high, mean";

      expect(await results(db, all)).toEqual({
        A: ["1", "10.00", "10.00", "10.00", "10.00"],
        B: ["0", "0.00", null, null, null],
      });
      await db.query(
        "insert into public.notes (title, place_id, secret) values ('x', $1, 2), ('y', $2, 5), ('z', null, 9)",
        a,
        b,
      );
      expect(await results(db, all)).toEqual({
        A: ["2", "12.00", "2.00", "10.00", "6.00"],
        B: ["1", "5.00", "5.00", "5.00", "5.00"],
      });
      await db.query("update public.notes set place_id = $1 where title = 'x'", b);
      await db.query("update public.notes set secret = 1 where title = 'n'");
      await db.query("delete from public.notes where title = 'y'");
      expect(await results(db, all)).toEqual({
        A: ["1", "1.00", "1.00", "1.00", "1.00"],
        B: ["1", "2.00", "2.00", "2.00", "2.00"],
      });
      expect(await columnOf(db, "notes", "places")).toMatchObject({ type: "bigint", required: true });
      expect(await columnOf(db, "total", "places")).toMatchObject({ type: "numeric(20,2)" });
      expect(await db.call("config.drift")).toEqual([]);
      await db.query("truncate public.notes");
      expect(await results(db, "notes, low")).toEqual({ A: ["0", null], B: ["0", null] });
    }),
  );

  it(
    "L12: is no edit of the record above: no version, no line in the log",
    inRollback(async (db) => {
      const place = await aPlace(db, "A");
      await publish(db, rollup("Notes", "count"));
      const look = () =>
        db.value(
          "select array[updated_at::text, (select count(*)::text from engine.audit_entries where table_name = 'places')] from public.places where id = $1",
          place,
        );
      const before = await look();

      await aNote(db, place, 1);

      expect(await look()).toEqual(before);
      expect(await results(db, "notes")).toEqual({ A: ["1"] });
    }),
  );

  it(
    "L12: is seen by roles that read all it is made of, and by no others, also when their rights change",
    inRollback(async (db) => {
      await publish(db, {
        ...rollup("Total", "sum", "secret"),
        access: { see: ["boss", "clerk"], edit: [] },
      });
      const sees = (role: string) =>
        db.value("select has_column_privilege($1, 'public.places', 'total', 'select')", `bo_${role}`);

      // The clerk reads places whole, but neither `secret` nor the notes of other places.
      expect([await sees("boss"), await sees("clerk")]).toEqual([true, false]);
      await db.query("select engine.allow('clerk', 'places', 'read'); select engine.sync_roles()");
      expect(await sees("clerk")).toBe(false);
      await db.query("select engine.allow('clerk', 'notes', 'read'); select engine.sync_roles()");
      expect(await sees("clerk")).toBe(true);
      expect(await db.call("config.drift")).toEqual([]);
      await expect(db.as("boss").query("update public.places set total = 1")).rejects.toThrow(
        /permission denied/,
      );
    }),
  );

  it(
    "L12: keeps its sources from the trash and from another type, and takes its triggers along when it goes",
    inRollback(async (db) => {
      await publish(db, aField("Weight", "decimal"), rollup("Weights", "sum", "weight"));
      const trash = (entity: string, field: string) => publish(db, { kind: "trash_field", entity, field });

      expect(await refusalOf(trash("notes", "weight"))).toMatchObject({
        reason: "field_in_use",
        uses: "places.weights",
      });
      await trash("places", "weights");
      await db.query("update config.trash set at = '2020-01-01'; select engine.empty_trash()");
      await aNote(db, await aPlace(db, "A"), 1);
      expect(await db.column("pg_trigger", "tgname")).not.toContainEqual(expect.stringMatching(/^rollup__/));
    }),
  );

  it(
    "L12: counts records that point at records of their own kind",
    inRollback(async (db) => {
      const inPlaces = { entity: "places" };
      await publish(db, { ...aField("Above", "relation", { options: { target: "places" } }), ...inPlaces });
      await publish(db, {
        ...aField("Below", "rollup", { options: { entity: "places", by: "above", op: "count" } }),
        ...inPlaces,
      });
      const top = await aPlace(db, "A");
      await db.query("insert into public.places (name, above) values ('B', $1), ('C', $1)", top);
      await db.query("update public.places set above = null where name = 'C'");

      expect(await results(db, "below")).toEqual({ A: ["1"], B: ["0"] });
    }),
  );

  it.each([
    ["invalid_rollup", rollup("X", "sum", "title")],
    ["invalid_rollup", rollup("X", "median", "secret")],
    ["unknown_field", rollup("X", "sum", "nothing")],
    [
      "invalid_rollup",
      { ...rollup("X", "count"), options: { entity: "notes", by: "owner_id", op: "count" } },
    ],
  ])("L12: refuses with %s", (reason, change) =>
    inRollback(async (db) => {
      expect(await refusalOf(publish(db, change))).toMatchObject({ reason });
    })(),
  );
});

describe("a rollup that many write at once", () => {
  afterAll(async () => {
    await sql.query("delete from public.notes where title = 'crowd'");
    await sql.query(
      `select config.publish('', '[{"kind": "trash_field", "entity": "places", "field": "crowd"}]')`,
    );
    await sql.query("update config.trash set at = '2020-01-01'");
    await sql.query("select engine.empty_trash()");
    await sql.query("delete from public.places where name like 'crowd%'");
  });

  it("L12: misses nobody", async () => {
    await granted(publishAs(await aMember({ roles: ["boss"] }), rollup("Crowd", "sum", "secret")));
    const { rows: places } = await sql.query<{ id: string }>(
      "insert into public.places (name) values ('crowd 1'), ('crowd 2') returning id",
    );
    const clients = Array.from({ length: 6 }, () => new pg.Client(inject("stack").databaseUrl));
    await Promise.all(clients.map((client) => client.connect()));

    await Promise.all(
      clients.map(async (client, worker) => {
        for (let turn = 0; turn < 20; turn += 1) {
          const place = places[(worker + turn) % 2]?.id;
          await client.query("begin");
          await client.query("insert into public.notes (title, place_id, secret) values ('crowd', $1, 1)", [
            place,
          ]);
          if (turn % 3 === 0)
            await client.query(
              "update public.notes set secret = secret + 1 where id = (select max(id) from public.notes where title = 'crowd' and place_id = $1)",
              [place],
            );
          await client.query(turn % 5 === 0 ? "rollback" : "commit");
        }
      }),
    );
    await Promise.all(clients.map((client) => client.end()));

    const { rows } = await sql.query(
      `select p.id from public.places as p where name like 'crowd%'
         and crowd is distinct from (select sum(secret) from public.notes where place_id = p.id)`,
    );
    expect(rows).toEqual([]);
  });
});
