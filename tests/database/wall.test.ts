/** The engine knows no business word: no table of the order app is named in its sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const read = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));

/** `returns` is a table there and a word of SQL here. */
const mention = (table: string) =>
  new RegExp(table === "returns" ? "(public\\.|['\"])returns\\b" : `\\b${table}\\b`);

it("the engine's SQL names no table of the order app", () => {
  const tables = read("supabase/order-management").flatMap(({ text }) =>
    [...text.matchAll(/create table public\.(\w+)/g)].map(([, table]) => table ?? ""),
  );
  const engine = read("supabase/schemas");

  const found = engine.flatMap(({ name, text }) =>
    tables.filter((table) => mention(table).test(text)).map((table) => `${name}: ${table}`),
  );

  expect(tables.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
});
