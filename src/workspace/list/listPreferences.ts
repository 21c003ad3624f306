/** How the reader likes a list to look; kept in the browser and used when a list is opened without a link. */
import { firstListState, type ListState } from "./listState";
import { readListState, writeListState } from "./listStateCodec";

type Preferences = Pick<ListState, "fields" | "widths" | "pinned" | "density" | "pageSize">;

const keyOf = (entity: string) => `kontor-list:${entity}`;

export const isPreference = (name: string) =>
  name === "fields" || name === "widths" || name === "pinned" || name === "density" || name === "pageSize";

/** A query string with the preferred looks, "" when there are none; read and written once more, as it may be old. */
export function preferredQuery(entity: string): string {
  return writeListState(readListState(localStorage.getItem(keyOf(entity)) ?? ""));
}

export function rememberPreferences(
  entity: string,
  { fields, widths, pinned, density, pageSize }: Preferences,
): void {
  const liked: ListState = { ...firstListState, fields, widths, pinned, density, pageSize };
  localStorage.setItem(keyOf(entity), writeListState(liked));
}
