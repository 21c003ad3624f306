import { describe, expect, it } from "vitest";
import type { TestDatabase } from "../support/TestDatabase";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { aMemberOf } from "./roleFixtures";

const find = (db: TestDatabase, entity: string, search: string) =>
  db.call("config.find_records", entity, search);

async function aSearcher(db: TestDatabase, ...fields: string[]) {
  await db.query("update config.entities set search_fields = $1 where name = 'notes'", fields);
  return (await aMemberOf(db, "clerk")).as;
}

async function aNote(db: TestDatabase, title: string, place = "North") {
  return Number(
    await db.value(
      "insert into public.notes (title, place_id) select $1, id from public.places where name = $2 returning id",
      title,
      place,
    ),
  );
}

describe("search", () => {
  it(
    "can find rows of the scope by Latin and by Chinese text",
    inEmptyNotebook(async (db) => {
      const member = await aSearcher(db, "title");
      const latin = await aNote(db, "Invoice 100%_paid");
      const chinese = await aNote(db, "王小明的订单");

      expect(await find(member, "notes", " 100%_PAID ")).toEqual([latin]);
      expect(await find(member, "notes", "小明")).toEqual([chinese]);
      expect(await find(member, "notes", "明小")).toEqual([]);
    }),
  );

  it(
    "can find short text where no field has grams",
    inEmptyNotebook(async (db) => {
      const member = await aSearcher(db, "state");
      const id = await aNote(db, "n");

      expect(await find(member, "notes", "op")).toEqual(expect.arrayContaining([id]));
      expect(await find(member, "notes", "zz")).toEqual([]);
    }),
  );

  it(
    "cannot find rows outside the scope, nor by a field that the role may not read",
    inEmptyNotebook(async (db) => {
      const member = await aSearcher(db, "title", "secret");
      await aNote(db, "hidden away", "South");
      await db.query("update public.notes set secret = 4711");

      expect(await find(member, "notes", "hidden")).toEqual([]);
      expect(await find(member, "notes", "4711")).toEqual([]);
    }),
  );

  it(
    "answers null when a filter would find a page of rows soon enough",
    inEmptyNotebook(async (db) => {
      const member = await aSearcher(db, "title");
      await db.query(
        `insert into public.notes (title, place_id)
         select 'common ' || n, id from public.places, generate_series(1, 501) as n where name = 'North'`,
      );

      expect(await find(member, "notes", "common")).toBeNull();
    }),
  );

  it(
    "refuses an entity without the right to read, whatever it is called",
    inEmptyNotebook(async (db) => {
      const member = await aSearcher(db, "title");

      for (const entity of ["members", "pg_authid", `notes"; drop table public.notes; --`]) {
        await expect(find(member, entity, "a")).rejects.toThrow(/may not read/);
      }
    }),
  );
});
