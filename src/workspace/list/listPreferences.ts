/** How the reader likes a list to look; kept in the browser and used when a list is opened without a link. */
import { firstListState, type ListState } from "./listState";
import { readListState, writeListState } from "./listStateCodec";

type Preferences = Pick<ListState, "fields" | "density" | "pageSize">;

const keyOf = (entity: string) => `kontor-list:${entity}`;

/** A query string with the preferred looks, "" when there are none; read and written once more, as it may be old. */
export function preferredQuery(entity: string): string {
  return writeListState(readListState(localStorage.getItem(keyOf(entity)) ?? ""));
}

export function rememberPreferences(entity: string, { fields, density, pageSize }: Preferences): void {
  localStorage.setItem(keyOf(entity), writeListState({ ...firstListState, fields, density, pageSize }));
}
