/**
 * Random batches, undone in random order, one free of conflicts after the other: the rows are exactly as before.
 * No value is written twice here: what somebody has set back by hand counts as undone.
 */
import { describe, expect, it } from "vitest";
import { Random } from "../oracle/Random";
import type { TestDatabase } from "../support/TestDatabase";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import { batchOf, undo } from "./batchFixtures";
import { inEmptyNotebook } from "./inEmptyNotebook";

const everything = async (db: TestDatabase) =>
  db.value(`select jsonb_build_object(
    'places', (select jsonb_agg(to_jsonb(p) - 'updated_at' order by p.id) from public.places as p),
    'notes', (select jsonb_agg(to_jsonb(n) - 'updated_at' - 'version' order by n.id) from public.notes as n))`);

const some = (table: string, random: Random, most: number) =>
  `id in (select id from public.${table} order by md5(id::text || '${random.integer(0, 1e6)}') limit ${random.integer(1, most)})`;

const works: ((random: Random) => string)[] = [
  (random) => `insert into public.notes (title, place_id)
    select 'new ' || n, (select max(id) from public.places) from generate_series(1, ${random.integer(1, 4)}) as n`,
  (random) => `insert into public.places (name) values ('new ${random.integer(1, 1e9)}')`,
  (random) =>
    `update public.notes set title = 't${random.integer(0, 1e9)}' where ${some("notes", random, 6)}`,
  (random) =>
    `update public.notes set secret = ${random.integer(1, 1e9)}, state = 'it''s done' where ${some("notes", random, 6)}`,
  (random) =>
    `update public.places set name = name || '${random.integer(0, 9)}' where ${some("places", random, 2)}`,
  (random) => `delete from public.notes where ${some("notes", random, 4)}`,
  (random) => `delete from public.places where ${some("places", random, 1)}`,
];

const shuffled = <T>(items: readonly T[], random: Random): T[] =>
  items
    .map((item) => ({ item, at: random.next() }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);

async function aBatch(db: TestDatabase, random: Random): Promise<unknown> {
  const batch = await db.call("config.begin_batch", "bulk_edit", null, null);
  for (let n = random.integer(1, 3); n > 0; n -= 1) await db.query(random.pick(works)(random));
  await db.call("config.end_batch", batch);
  return batch;
}

describe("batches undone in any order", () => {
  it.each([1, 2, 3])("N8: leave the rows exactly as they were (seed %i)", (seed) =>
    inEmptyNotebook(async (db) => {
      const random = new Random(seed);
      const boss = db.as("boss");
      await db.query("insert into public.places (name) select 'p' || n from generate_series(1, 5) as n");
      await db.query(`insert into public.notes (title, place_id)
        select 'n' || p.id, p.id from public.places as p, generate_series(1, 6)`);
      const before = await everything(db);
      let open: unknown[] = [];
      for (let n = 0; n < 8; n += 1) open.push(await aBatch(boss, random));
      expect(await everything(db)).not.toEqual(before);

      while (open.length > 0) {
        let undone: unknown;
        for (const batch of shuffled(open, random)) {
          const preview = await boss.call("config.review_undo", batch);
          const isFree = JSON.stringify(preview).match(/"(conflict|refused|leftOver)Count":0/g)?.length === 3;
          if (!isFree) continue;
          await boss.call("config.undo_batch", batch);
          undone = batch;
          break;
        }
        expect(undone).toBeDefined();
        open = open.filter((batch) => batch !== undone);
      }

      expect(await everything(db)).toEqual(before);
    })(),
  );
});

describe("the undo of an edit", () => {
  it("N8: counts what somebody has set back by hand as undone, and takes that edit back as it was made", async () => {
    const boss = await aMember({ roles: ["boss"] });
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.notes (title) values ('n1') returning id",
    );
    const id = rows[0]?.id ?? 0;
    const titleNow = async () =>
      (await sql.query<{ title: string }>("select title from public.notes where id = $1", [id])).rows;
    const rename = (title: string) =>
      batchOf(boss, "bulk_edit", (joined) =>
        joined.rest(`/notes?id=eq.${id}`, { method: "PATCH", body: { title } }),
      );
    const there = await rename("there");
    const back = await rename("n1");

    expect(await undo(boss, there)).toMatchObject({ restored: 0, conflictCount: 0 });
    expect(await titleNow()).toEqual([{ title: "n1" }]);
    expect(await undo(boss, back)).toMatchObject({ restored: 1, conflictCount: 0 });
    expect(await titleNow()).toEqual([{ title: "there" }]);
  });
});
