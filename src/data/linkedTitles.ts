/** Adds the names that relations to many need; few lists have one, so the work is fetched when it is there. */
import type { Field } from "../model/snapshot";
import type { DataContext } from "./DataContext";
import type { DataRecord } from "./record";

export async function withLinkedTitles(
  context: DataContext,
  fields: readonly Field[],
  records: DataRecord[],
): Promise<DataRecord[]> {
  if (!fields.some(({ type }) => type === "relations")) return records;
  return (await import("./readLinkedTitles")).readLinkedTitles(context, fields, records);
}
