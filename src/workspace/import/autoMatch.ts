/** Finds the field that a column of a file means, by the words of its header. */
import type { Field } from "../../model/snapshot";
import type { ColumnInfo } from "./read/ImportTable";

/** Blanks, signs, case and width do not matter. */
export const plainHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_\-.:/\\()[\]*#]/g, "");

/** Whether a column of this name is meant for the field. */
export function isHeaderOf({ name, label }: Field, header: string): boolean {
  const word = plainHeader(header);
  return word !== "" && [name, label.en, label["zh-CN"]].some((known) => plainHeader(known) === word);
}

/** Column → field name. What was matched by hand the last time wins; no field is taken twice. */
export function autoMatch(
  columns: readonly ColumnInfo[],
  fields: readonly Field[],
  memory: Readonly<Record<string, string>>,
): Record<number, string> {
  const matched: Record<number, string> = {};
  const taken = new Set<string>();
  const take = (index: number, name: string | undefined) => {
    if (name === undefined || matched[index] !== undefined || taken.has(name)) return;
    if (!fields.some((field) => field.name === name)) return;
    matched[index] = name;
    taken.add(name);
  };
  const named = columns.filter(({ header }) => header !== "");
  for (const { index, header } of named) take(index, memory[plainHeader(header)]);
  for (const { index, header } of named) {
    // What was skipped by hand stays skipped.
    if (memory[plainHeader(header)] === "") continue;
    take(index, fields.find((field) => !taken.has(field.name) && isHeaderOf(field, header))?.name);
  }
  return matched;
}
