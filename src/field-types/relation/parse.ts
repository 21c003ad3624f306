/** A record of another entity by its title, a unique field or its key, as they were looked up. */
import type { CellParser } from "../CellParser";
import { keysMeant } from "../shared/linkText";
import { parseKey } from "./parseKey";

export const parse: CellParser = (text, _field, { links }) => {
  const keys = keysMeant(text, links);
  if (keys.length > 1) return { problem: "ambiguous_record" };
  return keys[0] === undefined ? { problem: "unknown_record" } : { value: parseKey(keys[0]) };
};
