/** The records of an earlier moment, and what lies between two. */
import { beforeEach, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { batchOf, undo } from "./batchFixtures";
import { config, granted, twoPlaces } from "./roleEditing";

let boss: Member;
let places: Awaited<ReturnType<typeof twoPlaces>>;

const moment = async () => {
  const { rows } = await sql.query<{ at: string }>("select clock_timestamp()::text as at");
  return rows[0]?.at ?? "";
};

const mine = () => ({ field: "place_id", op: "in", value: [places.north, places.south] });

/** The answer of config.records_as_of, rows without what the log does not keep. */
async function asOf(who: Member, at: string, question: object = { condition: mine() }) {
  return granted(
    config(who, "records_as_of", { p_entity: "notes", p_at: at, p_question: JSON.stringify(question) }),
  );
}

const dump = async () => {
  const { rows } = await sql.query<{ row: Record<string, unknown> }>(
    "select to_jsonb(n) as row from public.notes as n where place_id in ($1, $2) order by id",
    [places.north, places.south],
  );
  return rows.map(({ row }) => withoutVersion(row));
};

const withoutVersion = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== "version" && name !== "updated_at"));

type Row = Record<string, unknown>;
const isRow = (value: unknown): value is Row => typeof value === "object" && value !== null;
const rowsOf = (answer: unknown): Row[] =>
  isRow(answer) && Array.isArray(answer["rows"]) ? answer["rows"].filter(isRow) : [];

beforeEach(async () => {
  boss = await aMember({ roles: ["boss"] });
  places = await twoPlaces();
});

describe("config.records_as_of", () => {
  it("N9: equals a dump made then, through changes, deletions and undos", async () => {
    await sql.query(
      "insert into public.notes (title, place_id, secret) select 'n' || n, $1, n from generate_series(1, 20) as n",
      [places.north],
    );
    const moments: { at: string; rows: unknown }[] = [];
    const remember = async () => moments.push({ at: await moment(), rows: await dump() });
    const on = `where place_id = ${places.north} and`;
    await remember();
    await sql.query(`update public.notes set title = 'x', secret = 0 ${on} secret between 3 and 9`);
    await remember();
    const batch = await batchOf(boss, "bulk_delete", (joined) =>
      joined.rest(`/notes?place_id=eq.${places.north}&secret=lte.2`, { method: "DELETE" }),
    );
    await sql.query("insert into public.notes (title, place_id) values ('late', $1)", [places.south]);
    await remember();
    await sql.query(`update public.notes set title = 'y' ${on} secret > 15`);
    await undo(boss, batch);
    await sql.query(`delete from public.notes ${on} secret = 20`);
    await remember();
    await sql.query(`update public.notes set state = 'it''s done' ${on} true`);

    for (const { at, rows } of moments) {
      expect(rowsOf(await asOf(boss, at)).map(withoutVersion)).toEqual(rows);
    }
  });

  it("N9: filters, sorts and pages among the values of then", async () => {
    await sql.query("update public.notes set title = 'b', secret = 7 where id = $1", [places.inNorth]);
    const at = await moment();
    await sql.query("update public.notes set title = 'z', secret = 8 where id = $1", [places.inNorth]);
    const question = (more: object) => ({
      condition: { all: [mine(), { field: "secret", op: "eq", value: 7 }] },
      ...more,
    });

    expect(await asOf(boss, at, question({}))).toMatchObject({ total: 1, rows: [{ title: "b" }] });
    expect(await asOf(boss, await moment(), question({}))).toMatchObject({ total: 0 });
    const sort = [{ field: "secret", descending: true }];
    expect(await asOf(boss, at, { condition: mine(), sort, limit: 1 })).toMatchObject({
      total: 2,
      rows: [{ id: places.inNorth }],
    });
    expect(await asOf(boss, at, { condition: mine(), sort, limit: 1, offset: 1 })).toMatchObject({
      rows: [{ id: places.inSouth }],
    });
  });

  it("N9: a clerk can look back at his own place, and cannot see fields or rows that he may not see today", async () => {
    const clerk = await aMember({ roles: ["clerk"] });
    await sql.query("insert into config.member_values values ($1, 'my_places', $2)", [
      clerk.id,
      places.north,
    ]);
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.notes (title, place_id) values ('gone', $1), ('moved', $1), ('foreign', $2) returning id",
      [places.north, places.south],
    );
    const [gone, moved, foreign] = rows.map(({ id }) => id);
    const at = await moment();
    await sql.query("delete from public.notes where id in ($1, $2)", [gone, foreign]);
    await sql.query("update public.notes set place_id = $2 where id = $1", [moved, places.south]);

    const seen = rowsOf(await asOf(clerk, at));

    expect(seen.map(({ id }) => id)).toEqual([places.inNorth, gone]);
    expect(seen[0]).not.toHaveProperty("secret");
    const ask = (question: object) =>
      config(clerk, "records_as_of", { p_entity: "notes", p_at: at, p_question: JSON.stringify(question) });
    expect(await ask({ condition: { field: "secret", op: "eq", value: 0 } })).toMatchObject({
      status: 403,
      reason: "unknown_field",
    });
    expect(await ask({ sort: [{ field: "secret" }] })).toMatchObject({ status: 403 });
    const auditor = await aMember({ roles: ["clerk"] });
    expect(await config(auditor, "records_as_of", { p_entity: "members", p_at: at })).toMatchObject({
      reason: "unknown_entity",
    });
  });
});

describe("config.changes_between", () => {
  it("N9: tells what came, went and changed between two moments, and nothing of what was changed back", async () => {
    const from = await moment();
    const { rows } = await sql.query<{ id: number }>(
      "insert into public.notes (title, place_id) values ('new', $1) returning id",
      [places.north],
    );
    await sql.query("update public.notes set title = 'changed', secret = 1 where id = $1", [places.inNorth]);
    await sql.query("update public.notes set secret = 0 where id = $1", [places.inNorth]);
    await sql.query("delete from public.notes where id = $1", [places.inSouth]);
    const until = await moment();
    await sql.query("update public.notes set title = 'later' where id = $1", [places.inNorth]);

    const answer = await granted(
      config(boss, "changes_between", { p_entity: "notes", p_from: from, p_until: until }),
    );

    expect(answer).toMatchObject({
      total: 3,
      rows: [
        { key: places.inNorth, old: { title: `${places.tag} n` }, new: { title: "changed" } },
        { key: places.inSouth, old: { title: `${places.tag} s` }, new: null },
        { key: rows[0]?.id, old: null, new: { title: "new" } },
      ],
    });
    expect(rowsOf(answer)[0]?.["new"]).not.toHaveProperty("secret");
  });
});
