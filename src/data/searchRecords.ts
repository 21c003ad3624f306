/** The part of a list's filter that the search box asks for. */
import type { Entity } from "../model/snapshot";
import type { DataContext } from "./DataContext";
import { databaseError } from "./databaseError";
import type { ListQuery } from "./ListQuery";
import { quoteName, quoteValue } from "./quote";
import { searchFilter } from "./searchFilter";

type Search = Pick<ListQuery, "search"> & { signal?: AbortSignal | undefined };

/** The keys of what was found; undefined when there are so many that a filter finds a page of them soon enough. */
async function keysFilter(context: DataContext, entity: Entity, { search, signal }: Search) {
  const answer = await context.connection.configuration
    .rpc("find_records", { entity: entity.name, search }, { get: true })
    .abortSignal(signal ?? new AbortController().signal);
  if (answer.error) {
    throw databaseError(answer.status, answer.error, { entity, entities: context.snapshot.entities });
  }
  const ids = answer.data as unknown;
  if (!Array.isArray(ids)) return undefined;
  const key = quoteName(entity.primaryKey);
  return ids.length > 0
    ? `${key}.in.(${ids.map((id) => quoteValue(String(id))).join(",")})`
    : `${key}.is.null`;
}

/** A filter tree of PostgREST, or undefined when there is nothing to search for. Throws DataError. */
export async function searchRecords(
  context: DataContext,
  entity: Entity,
  query: Search,
): Promise<string | undefined> {
  const filter = searchFilter(query.search, entity);
  return filter && ((await keysFilter(context, entity, query)) ?? filter);
}
