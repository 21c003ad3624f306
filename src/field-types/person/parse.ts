/** A member by name or key. */
import type { CellParser } from "../CellParser";

const plain = (text: string) => text.normalize("NFKC").replaceAll(/\s+/g, " ").toLowerCase();

export const parse: CellParser = (text, _field, { people = [] }) => {
  const found = people.filter(({ id, name }) => id === text || plain(name) === plain(text));
  if (found.length > 1) return { problem: "ambiguous_person" };
  return found[0] ? { value: found[0].id } : { problem: "unknown_person" };
};
