/** Batches: who opens, joins and ends them, and what the log notes. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { inEmptyNotebook } from "./inEmptyNotebook";
import { config, granted, twoPlaces } from "./roleEditing";

let boss: Member;
let places: Awaited<ReturnType<typeof twoPlaces>>;

const begin = async (who: Member, kind = "bulk_edit") =>
  String(await granted(config(who, "begin_batch", { p_kind: kind, p_entity: "notes" })));

const entriesOf = async (batch: string) =>
  (
    await sql.query<{ action: string; is_consequence: boolean; n: number }>(
      "select action, is_consequence, count(*)::integer as n from engine.audit_entries where batch_id = $1 group by 1, 2",
      [batch],
    )
  ).rows;

async function someNotes(count: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.notes (title, place_id) select 'b' || n, $2 from generate_series(1, $1) as n returning id",
    [count, places.north],
  );
  return rows.map(({ id }) => id);
}

beforeAll(async () => {
  boss = await aMember({ roles: ["boss"] });
  places = await twoPlaces();
});

describe("a batch", () => {
  it("N8: spans several requests and says what it did when it ends", async () => {
    const batch = await begin(boss);
    const joined = boss.with({ "x-batch": batch });
    const [first = 0, second = 0] = await someNotes(2);

    await joined.rest(`/notes?id=eq.${first}`, { method: "PATCH", body: { state: "it's done" } });
    await joined.rest(`/notes?id=eq.${second}`, { method: "DELETE" });
    await boss.rest(`/notes?id=eq.${first}`, { method: "PATCH", body: { title: "outside" } });

    expect(await granted(config(boss, "end_batch", { id: batch }))).toMatchObject({
      created: 0,
      updated: 1,
      deleted: 1,
    });
    expect(await entriesOf(batch)).toHaveLength(2);
  });

  it(
    "N8: tells what a trigger wrote from what the member wrote",
    inEmptyNotebook(async (db) => {
      await db.query(`
        create function engine.note_place() returns trigger language plpgsql security definer as
          $$ begin insert into public.places (name) values (new.title); return new; end $$;
        create trigger note_place before insert on public.notes for each row execute function engine.note_place()`);
      const batch = await db.call("config.begin_batch", "import", "notes", null);

      await db.as("boss").query("insert into public.notes (title) values ('N')");

      expect(
        await db.query(
          "select table_name, is_consequence from engine.audit_entries where batch_id = $1 order by 1",
          batch,
        ),
      ).toEqual([
        { table_name: "notes", is_consequence: false },
        { table_name: "places", is_consequence: true },
      ]);
      expect(await db.call("config.end_batch", batch)).toMatchObject({ created: 1 });
    }),
  );

  it("N8: cannot be joined by somebody else, after its end, or under an invented name", async () => {
    const other = await aMember({ roles: ["boss"] });
    const batch = await begin(boss);
    const attempt = (who: Member, name: string) =>
      who.with({ "x-batch": name }).rest("/notes?select=id&limit=1");

    expect(await attempt(boss, batch)).toMatchObject({ status: 200 });
    expect(await attempt(other, batch)).toMatchObject({ status: 409, reason: "batch_not_open" });
    expect(await config(other, "end_batch", { id: batch })).toMatchObject({ reason: "batch_not_open" });
    await granted(config(boss, "end_batch", { id: batch }));
    expect(await attempt(boss, batch)).toMatchObject({ status: 409 });
    expect(await attempt(boss, "' or true --")).toMatchObject({ status: 409 });
  });
});

describe("config.write_rows", () => {
  it("L23: writes what may be written and says of each other row why not", async () => {
    const [good = 0, stale = 0, bad = 0] = await someNotes(3);
    const rows = [
      { key: good, version: 1, values: { title: "new", state: "it's done" } },
      { key: stale, version: 7, values: { title: "new" } },
      { key: bad, values: { state: "unknown" } },
      { key: 999_999_999, values: { title: "new" } },
    ];

    const answer = await granted(config(boss, "write_rows", { p_entity: "notes", p_rows: rows }));

    expect(answer).toMatchObject({ written: 1 });
    expect(answer).toHaveProperty("refused");
    const refused = JSON.stringify(answer);
    expect(refused).toContain("version_conflict");
    expect(refused).toContain("23514");
    expect(refused).toContain("gone");
    const { rows: kept } = await sql.query(
      "select title, state from public.notes where id = any ($1) order by id",
      [[good, stale, bad]],
    );
    expect(kept[0]).toEqual({ title: "new", state: "it's done" });
    expect(kept[2]).toMatchObject({ state: "open" });
  });

  it("L23: writes and deletes 5,000 records, about as quickly as plain SQL", async () => {
    const keys = await someNotes(5000);
    const begun = Date.now();
    await sql.query("update public.notes set title = 'plain' where id = any ($1)", [keys]);
    const started = Date.now();

    expect(
      await granted(
        config(boss, "edit_rows", { p_entity: "notes", p_keys: keys, p_values: { title: "all" } }),
      ),
    ).toEqual({ written: 5000, refused: [] });
    expect(Date.now() - started).toBeLessThan(Math.max(5000, 5 * (started - begun)));
    expect(await granted(config(boss, "delete_rows", { p_entity: "notes", p_keys: keys }))).toMatchObject({
      written: 5000,
    });
  });

  it("L23: cannot write a field or a record that the role may not", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [
      clerk.id,
      places.north,
    ]);
    const [own = 0] = await someNotes(1);
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.notes (title, place_id) values ('foreign', $1) returning id",
      [places.south],
    );
    const edit = (values: object) =>
      config(clerk, "edit_rows", { p_entity: "notes", p_keys: [own, rows[0]?.id], p_values: values });

    expect(await edit({ secret: 1 })).toMatchObject({ status: 403 });
    expect(await granted(edit({ title: "mine" }))).toMatchObject({
      written: 1,
      refused: [{ key: rows[0]?.id }],
    });
    expect(await granted(edit({ place_id: places.south }))).toMatchObject({ written: 0 });
    expect(await config(clerk, "delete_rows", { p_entity: "notes", p_keys: [own] })).toMatchObject({
      status: 403,
    });
  });
});
