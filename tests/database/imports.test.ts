/** Importing rows over REST: rehearsed and written in the importer's own role, all of them or none. */
import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../support/sql";
import {
  begun,
  imported,
  importers,
  type Importers,
  type ImportRow,
  ran,
  run,
  stage,
  staged,
} from "./importing";
import { config, granted } from "./roleEditing";

let importer: Importers["importer"];
let free: Importers["free"];
let places: Importers["places"];

const newTag = () => randomBytes(4).toString("hex");
const notes = (tag: string) =>
  sql.query(
    "select title, place_id::integer, state from public.notes where title like $1 || '%' order by 1",
    [tag],
  );
const rowsOf = (tag: string, count: number): ImportRow[] =>
  Array.from({ length: count }, (_, index) => [
    index + 2,
    { title: `${tag} ${String(index).padStart(6, "0")}`, place_id: places.north },
  ]);

beforeAll(async () => {
  ({ importer, free, places } = await importers());
});

describe("an import", () => {
  it("L24: writes all rows in one transaction, empty cells by default", async () => {
    const tag = newTag();
    const rows: ImportRow[] = [
      ...rowsOf(tag, 3),
      [9, { title: `${tag} z`, state: "it's done", place_id: places.north }],
    ];

    const result = await imported(importer, { rows, fields: ["title", "place_id", "state"] });

    expect(result).toMatchObject({ rows: 4, created: 4, updated: 0, problems: [], isDone: true });
    expect((await notes(tag)).rows.map((row: { state: string }) => row.state)).toEqual([
      "open",
      "open",
      "open",
      "it's done",
    ]);
    const { rows: batches } = await sql.query(
      "select kind, entity, note, member_id, created::integer, ended_at is not null as is_closed from engine.batches where id = $1",
      [result.batch],
    );
    expect(batches).toEqual([
      {
        kind: "import",
        entity: "notes",
        note: "notes.csv",
        member_id: importer.id,
        created: 4,
        is_closed: true,
      },
    ]);
  });

  it("L24: says exactly which 3 of 10,000 rows are refused and why, and writes none", async () => {
    const tag = newTag();
    const rows = rowsOf(tag, 10_000);
    rows[17] = [19, { title: "bad", place_id: places.north }];
    rows[5000] = [5002, { title: `${tag} elsewhere`, place_id: places.south }];
    rows[9999] = [10_001, { title: null, place_id: places.north }];
    const order = { rows, fields: ["title", "place_id"] };
    const id = await staged(importer, order);

    const refused = await ran(importer, id);

    expect(refused.problems).toMatchObject([
      { row: 19, code: "23514", message: "Not bad" },
      { row: 5002, code: "42501" },
      { row: 10_001, code: "23502" },
    ]);
    expect(refused.isDone).toBe(false);
    expect((await notes(tag)).rows).toEqual([]);
  });

  it("L24: writes the other rows when some are left out on purpose", async () => {
    const tag = newTag();
    const rows: ImportRow[] = [...rowsOf(tag, 3), [5, { title: "bad", place_id: places.north }]];
    const id = await staged(importer, { rows, fields: ["title", "place_id"] });

    expect(await ran(importer, id)).toMatchObject({ isDone: false, problems: [{ row: 5 }] });
    expect(await ran(importer, id, { left_out: [5] })).toMatchObject({ rows: 3, created: 3, isDone: true });
  });

  it("L24: takes a rehearsal back, and is done only once", async () => {
    const tag = newTag();
    const id = await staged(importer, { rows: rowsOf(tag, 2), fields: ["title", "place_id"] });

    const rehearsal = await ran(importer, id, { is_rehearsal: true });
    expect(rehearsal).toMatchObject({ created: 2, isDone: false });
    expect((await notes(tag)).rows).toEqual([]);

    const first = await ran(importer, id);
    const again = await ran(importer, id);
    expect(again).toEqual(first);
    expect((await notes(tag)).rows).toHaveLength(2);
  });

  it("L24: finds records again: skips them, updates them, or does nothing but update", async () => {
    const tag = newTag();
    const fields = ["title", "state", "place_id"];
    await imported(importer, { rows: rowsOf(tag, 2), fields: ["title", "place_id"] });
    const done = rowsOf(tag, 3).map(([no, row]): ImportRow => [no, { ...row, state: "it's done" }]);
    const order = { rows: done, fields, identifiers: ["title"] };

    const skipped = await imported(importer, { ...order, mode: "skip", rows: done.slice(0, 2) });
    expect(skipped).toMatchObject({ matched: 2, created: 0, updated: 0 });
    const updated = await imported(importer, { ...order, mode: "update" });
    expect(updated).toMatchObject({ rows: 3, matched: 2, created: 0, updated: 2 });
    const both = await imported(importer, { ...order, mode: "upsert" });
    expect(both).toMatchObject({ matched: 2, created: 1, updated: 0 });
    expect((await notes(tag)).rows.map((row: { state: string }) => row.state)).toEqual(
      Array(3).fill("it's done"),
    );
  });

  it("L24: leaves alone what a row says nothing about, and empties what it says is empty", async () => {
    const tag = newTag();
    await imported(importer, { rows: rowsOf(tag, 2), fields: ["title", "place_id"] });
    const rows: ImportRow[] = [
      [2, { title: `${tag} 000000`, state: "it's done" }],
      [3, { title: `${tag} 000001`, place_id: null }],
    ];
    const order = {
      rows,
      mode: "update" as const,
      identifiers: ["title"],
      fields: ["title", "state", "place_id"],
    };

    expect(await imported(free, order)).toMatchObject({ updated: 2 });
    expect((await notes(tag)).rows).toMatchObject([
      { place_id: places.north, state: "it's done" },
      { place_id: null, state: "open" },
    ]);
  });

  it("L24: tells rows that mean the same record, or no single one", async () => {
    const tag = newTag();
    await imported(importer, {
      rows: [...rowsOf(tag, 1), ...rowsOf(tag, 1).map(([, row]): ImportRow => [3, row])],
      fields: ["title", "place_id"],
    });
    const rows: ImportRow[] = [
      [2, { title: `${tag} 000000` }],
      [3, { title: `${tag} new`, place_id: places.north }],
      [4, { title: `${tag} new`, place_id: places.north }],
    ];

    const { problems } = await imported(importer, {
      rows,
      mode: "upsert",
      identifiers: ["title"],
      fields: ["title", "place_id"],
    });

    expect(problems.map(({ row, details }) => [row, details])).toEqual([
      [2, '{"count": "2", "reason": "ambiguous_identifier"}'],
      [4, '{"row": 3, "reason": "duplicate_in_file"}'],
    ]);
  });

  it("L24: goes on where it was cut, and a slice that comes twice counts once", async () => {
    const tag = newTag();
    const order = { rows: rowsOf(tag, 6), fields: ["title", "place_id"], fingerprint: tag };
    const { import: id } = await begun(importer, order);
    await stage(importer, id, order.rows.slice(0, 3));
    await stage(importer, id, order.rows.slice(0, 3));

    const early = await run(importer, id);
    expect(early.reason).toBe("rows_are_missing");
    expect(await begun(importer, order)).toEqual({ import: id, last: 4 });

    await stage(importer, id, order.rows.slice(3));
    expect(await ran(importer, id)).toMatchObject({ created: 6, isDone: true });
  });

  it("L24: remembers per member which header went where", async () => {
    const memory = { 标题: "title" };
    await begun(importer, { rows: rowsOf("x", 1), fields: ["title"], memory });

    const setup = await granted(config(importer, "import_setup", { entity: "notes" }));

    expect(setup).toEqual({
      create: ["place_id", "title", "state"],
      update: ["place_id", "title", "state"],
      identify: ["id", "no", "place_id", "title", "state"],
      extend: [],
      memory,
    });
  });
});
