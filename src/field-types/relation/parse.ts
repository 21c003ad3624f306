/** A record of another entity by its title, a unique field or its key, as they were looked up. */
import type { CellParser } from "../CellParser";
import { parseKey } from "./parseKey";

export const parse: CellParser = (text, _field, { links }) => {
  const keys = links?.get(text) ?? [];
  if (keys.length > 1) return { problem: "ambiguous_record" };
  return keys[0] === undefined ? { problem: "unknown_record" } : { value: parseKey(keys[0]) };
};
