import { describe, expect, it } from "vitest";
import type { TestDatabase } from "../support/TestDatabase";
import { inEmptyNotebook } from "./inEmptyNotebook";

const titles = async (db: TestDatabase, condition: unknown): Promise<unknown[]> => {
  const where = await db.call("engine.condition_sql", "notes", "notes", JSON.stringify(condition));
  return db.column(`public.notes where ${String(where)}`, "title");
};

const seed = `
  insert into public.places (name) values ('North'), ('South');
  insert into public.notes (title, place_id, secret, state) values
    ('100% sure', (select id from public.places where name = 'North'), 5, 'open'),
    ('o''clock', (select id from public.places where name = 'South'), 7, 'it''s done'),
    ('none', null, 9, 'open')`;

const cases: [unknown, string[]][] = [
  [{ field: "title", op: "eq", value: "o'clock" }, ["o'clock"]],
  [{ field: "title", op: "contains", value: "%" }, ["100% sure"]],
  [{ field: "title", op: "starts_with", value: "NO" }, ["none"]],
  [{ field: "state", op: "neq", value: "open" }, ["o'clock"]],
  [{ field: "place_id", op: "is_empty" }, ["none"]],
  [{ field: "place_id.name", op: "eq", value: "North" }, ["100% sure"]],
  [{ not: { field: "place_id.name", op: "eq", value: "North" } }, ["none", "o'clock"]],
  [{ field: "secret", op: "in", value: [5, 9] }, ["100% sure", "none"]],
  [{ field: "secret", op: "nin", value: ["5"] }, ["none", "o'clock"]],
  [{ field: "place_id", op: "nin", value: [-1] }, ["100% sure", "none", "o'clock"]],
  [{ field: "title_grams", op: "contains", value: ["o'", "cl"] }, ["o'clock"]],
  [{ field: "title_grams", op: "is_empty" }, []],
  [
    {
      all: [
        { field: "secret", op: "gt", value: 5 },
        { field: "secret", op: "lte", value: 9 },
      ],
    },
    ["none", "o'clock"],
  ],
  [
    {
      any: [
        { field: "secret", op: "lt", value: 6 },
        { field: "title", op: "eq", value: "none" },
      ],
    },
    ["100% sure", "none"],
  ],
  [{ all: [] }, ["100% sure", "none", "o'clock"]],
  [{ any: [] }, []],
  [{ field: "created_at", op: "lte", variable: "now" }, ["100% sure", "none", "o'clock"]],
  [{ field: "title", op: "eq", value: "x' or true --" }, []],
];

describe("engine.condition_sql", () => {
  it.each(cases)("compiles %j", (condition, expected) =>
    inEmptyNotebook(async (db) => {
      await db.query(seed);

      expect(await titles(db, condition)).toEqual(expected);
    })(),
  );

  it(
    "finds parents by their children",
    inEmptyNotebook(async (db) => {
      await db.query(seed);
      const condition = { exists: "notes.place_id", where: { field: "state", op: "eq", value: "it's done" } };

      const where = await db.call("engine.condition_sql", "places", "places", JSON.stringify(condition));

      expect(await db.column(`public.places where ${String(where)}`, "name")).toEqual(["South"]);
    }),
  );

  it.each([
    [{ field: "nope", op: "eq", value: 1 }, "has no field"],
    [{ field: "title; drop table notes", op: "eq", value: 1 }, "has no field"],
    [{ field: "title.name", op: "eq", value: 1 }, "is not a relation"],
    [{ field: "title", op: "resembles", value: 1 }, "Unknown operator"],
    [{ field: "title", op: "eq" }, "needs a value"],
    [{ field: "title", op: "eq", variable: "my_secrets" }, "Unknown variable"],
    [{ exists: "places.id", where: {} }, "does not point to"],
    [{ anything: true }, "needs all, any"],
    ["select 1", "is an object"],
  ])("refuses %j", (condition, message) =>
    inEmptyNotebook(async (db) => {
      await expect(titles(db, condition)).rejects.toThrow(message);
    })(),
  );
});
