/** Which entries of the palette fit a text: every word must occur somewhere. */
export interface PaletteEntry {
  key: string;
  group: string;
  icon: string | null;
  label: string;
  /** A quiet remark at the right. */
  note?: string;
  /** Further words under which it is found. */
  words?: string;
  path?: string;
  run?: () => void;
}

export function pickEntries(entries: readonly PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label, words: more = "" }) => {
    const haystack = `${label} ${more}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}
