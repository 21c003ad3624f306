/** The rows of the workshop: made here, put into the database once, and never changed by a test. */
import type { Random } from "./Random";
import { entities, type EntityName } from "./workshop";
import { rowCounts, valueOf, type Cell } from "./values";

export type Row = Record<string, Cell>;
export type Data = Record<EntityName, Row[]>;

/** Pairs of neighbouring characters, and single ones, of the lowercased text. */
function gramsOf(text: string): string[] {
  const characters = [...text.toLowerCase().trim().replace(/\s+/g, " ")];
  const grams = characters.flatMap((first, at) => [first, first + (characters[at + 1] ?? "")]);
  return [...new Set(grams.filter((gram) => gram.trim() !== ""))].sort();
}

/** What the database derives from the rest of a row. */
export function withDerived(entity: EntityName, row: Row): Row {
  if (entity !== "jobs") return row;
  return {
    ...row,
    title_grams: typeof row.title === "string" ? gramsOf(row.title) : null,
    double_qty: typeof row.qty === "number" ? row.qty * 2 : null,
  };
}

export function makeData(random: Random, people: readonly string[]): Data {
  const data: Data = { regions: [], shops: [], jobs: [], steps: [] };
  for (const { name, fields } of entities) {
    for (let id = 1; id <= rowCounts[name]; id++) {
      const row: Row = { id };
      for (const field of fields.filter((each) => !each.isFixed)) {
        const isEmpty = !field.isRequired && random.percent(20);
        row[field.name] = isEmpty ? null : valueOf(field, random, people);
      }
      if (name === "jobs") row.version = random.integer(1, 3);
      if (name === "shops") row.updated_at = "2024-05-05T05:05:05+00:00";
      data[name].push(withDerived(name, row));
    }
  }
  return data;
}
