/** The keys of every record that a list shows, over all its pages. */
import type { Condition } from "../model/condition";
import { type DataContext, entityOf } from "./DataContext";
import { readRecords } from "./readRecords";
import type { RecordId } from "./record";

export interface KeysQuery {
  condition?: Condition | undefined;
  search?: string | undefined;
}

/** As many rows as PostgREST gives at once on Supabase. */
const pageSize = 1000;

/** Newest first. Throws DataError, or an AbortError when it was cancelled. */
export async function readKeys(
  context: DataContext,
  entity: string,
  { condition, search, signal }: KeysQuery & { signal?: AbortSignal | undefined },
): Promise<RecordId[]> {
  const { primaryKey } = entityOf(context, entity);
  const keys: RecordId[] = [];
  let last: RecordId | undefined;
  do {
    const before: Condition[] = last === undefined ? [] : [{ field: primaryKey, op: "lt", value: last }];
    const { records } = await readRecords(context, entity, {
      condition: { all: [...(condition ? [condition] : []), ...before] },
      search,
      sort: [{ field: primaryKey, descending: true }],
      fields: [primaryKey],
      page: 1,
      pageSize,
      count: "none",
      signal,
    });
    keys.push(...records.map(({ id }) => id));
    last = records.length === pageSize ? records.at(-1)?.id : undefined;
  } while (last !== undefined);
  return keys;
}
