/** Each field type in each thing that can be done with a field: kept, sorted, filtered, grouped, exported and imported again. */
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { connect } from "../../src/data/connection";
import type { DataContext } from "../../src/data/DataContext";
import { readRecords } from "../../src/data/readRecords";
import { fetchSnapshot } from "../../src/data/snapshotQuery";
import { fieldTypes } from "../../src/field-types/fieldTypes";
import { groupableTypes } from "../../src/model/listColumns";
import type { Condition, Operator } from "../../src/model/condition";
import { fieldTypeNames, type Field } from "../../src/model/snapshot";
import { config, granted } from "../database/roleEditing";
import { sql } from "../support/sql";
import { entity, makeSamples, removeSamples, type Samples } from "./everyType";
import { backAgain, snapshotOf, wreck } from "./fileTrip";

let samples: Samples;
let context: DataContext;

const names = [...fieldTypeNames, "formula", "lookup", "rollup"].map((type) => `a_${type}`);

function fieldOf(name: string): Field {
  const field = context.snapshot.entities
    .find((candidate) => candidate.name === entity)
    ?.fields.find((candidate) => candidate.name === name);
  if (!field) throw new Error(`There is no field ${name}`);
  return field;
}

async function found(condition: Condition, sort: string[] = ["name"]): Promise<string> {
  const { records } = await readRecords(context, entity, {
    condition,
    sort: sort.map((part) => ({ field: part.replace("-", ""), descending: part.startsWith("-") })),
    fields: ["name"],
    page: 1,
    pageSize: 10,
  });
  return records.map(({ values }) => String(values["name"])).join("");
}

beforeAll(async () => {
  // The app's own requests, without a tab.
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  samples = await makeSamples();
  const { url, publishableKey } = inject("stack");
  const connection = connect({ url, key: publishableKey, demoMembers: [] });
  const { email, password } = samples.boss;
  await connection.auth.signInWithPassword({ email, password });
  context = { connection, snapshot: await fetchSnapshot(connection) };
});
afterAll(removeSamples);

describe("a field of type", () => {
  it.each(fieldTypeNames)("L12: %s is a column of the Postgres type that it needs", async (type) => {
    const { rows } = await sql.query<{ actual: string; wanted: string; comment: string }>(
      `select format_type(a.atttypid, a.atttypmod) as actual, col_description(a.attrelid, a.attnum) as comment,
         coalesce(t.column_type, case t.name when 'decimal' then 'numeric(18,8)' when 'relation' then 'bigint' else 'bigint[]' end) as wanted
       from pg_attribute as a join engine.field_types as t on t.name = $2
       where a.attrelid = $1::regclass and a.attname = 'a_' || $2`,
      [`public.${entity}`, type],
    );

    expect(rows).toEqual([
      { actual: rows[0]?.wanted, wanted: rows[0]?.wanted, comment: `A ${type} | 字段 ${type}` },
    ]);
  });

  it.each(names)("L12, L17: %s is sorted as the database sorts it, or not offered", async (name) => {
    const field = fieldOf(name);
    if (!fieldTypes[field.type].isSortable) return;

    const [up, down] = [
      await found({ all: [] }, [name, "name"]),
      await found({ all: [] }, [`-${name}`, "name"]),
    ];

    expect([up.length, down.length]).toEqual([3, 3]);
    const known = up.replace("C", "");
    if (samples.values[name] && field.type !== "person" && field.type !== "relation")
      expect(down.replace("C", "")).toBe([...known].reverse().join(""));
  });

  it.each(names)("L12, L20: %s is found by every operator that is offered for it", async (name) => {
    const field = fieldOf(name);
    const [first] = samples.values[name] ?? (await firstOf(name));
    const expected: Partial<Record<Operator, string>> = {
      eq: "A",
      in: "A",
      contains: "A",
      starts_with: "A",
      overlaps: "A",
      gte: "A",
      is_not_empty: "A",
    };
    for (const op of fieldTypes[field.type].operators) {
      const isList = ["in", "nin", "overlaps"].includes(op);
      const value = op.includes("empty") ? undefined : isList ? [first].flat().slice(0, 1) : first;
      const hits = await found({ field: name, op, value });
      if (expected[op] !== undefined) expect([op, hits]).toEqual([op, expect.stringContaining("A")]);
      if (["neq", "nin", "gt", "lt", "is_empty"].includes(op) && !["a_checkbox"].includes(name))
        expect([op, hits]).toEqual([op, expect.not.stringContaining("A")]);
    }
  });

  it.each(names)("L12, L17: %s forms groups, or is not offered for them", async (name) => {
    const field = fieldOf(name);
    if (!groupableTypes.includes(field.type)) return;

    const groups = await granted(
      config(samples.boss, "summarize", { entity, question: { group: name, aggregates: [] } }),
    );

    expect(Array.isArray(groups) && groups.length).toBeGreaterThan(0);
  });
});

describe.each(["csv", "xlsx"] as const)("exported as %s, overwritten, and imported again", (format) => {
  let before: Record<string, unknown>[];
  let after: Record<string, unknown>[];
  let outcome: Awaited<ReturnType<typeof backAgain>>;

  beforeAll(async () => {
    before = await snapshotOf(names);
    const traveller = { context, member: samples.boss, format };
    const trip = await backAgain(traveller);
    expect(trip).toMatchObject({ findings: [], updated: 0, matched: 3 });
    await wreck(Object.keys(samples.values));
    outcome = await backAgain(traveller, trip.file);
    after = await snapshotOf(names);
  });

  it("L24, L25: every row is matched and written, and none refused", () => {
    expect(outcome).toMatchObject({ findings: [], problems: [], matched: 3, updated: 2 });
  });

  it.each(names)("L12, L24, L25: %s holds the same values in the database as before", (name) => {
    expect(after.map((row) => row[name])).toEqual(before.map((row) => row[name]));
  });
});

async function firstOf(name: string): Promise<[unknown]> {
  const { records } = await readRecords(context, entity, {
    condition: { field: "name", op: "eq", value: "A" },
    fields: [name],
    page: 1,
    pageSize: 1,
  });
  return [records[0]?.values[name]];
}
