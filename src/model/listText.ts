/** A list in one cell: "red, blue"; an item with a separator in it stands in quotes. */
const separator = /[,，;；、|\n]/;

const writeItem = (item: string) =>
  separator.test(item) || item.includes('"') || item !== item.trim()
    ? `"${item.replaceAll('"', '""')}"`
    : item;

export const joinList = (items: readonly string[]): string => items.map(writeItem).join(", ");

export function splitList(text: string): string[] {
  const items: string[] = [];
  // Either a quoted item, or everything up to the next separator.
  for (const [, quoted, bare] of text.matchAll(
    /\s*(?:"((?:[^"]|"")*)"\s*|([^,，;；、|\n]*))(?:[,，;；、|\n]|$)/g,
  )) {
    const item = quoted === undefined ? (bare ?? "").trim() : quoted.replaceAll('""', '"');
    if (item !== "") items.push(item);
  }
  return items;
}
