/** Records of another entity by title or key, several in one cell. */
import { splitList } from "../../model/listText";
import type { CellParser } from "../CellParser";
import { keysMeant } from "../shared/linkText";
import { parseKey } from "./parseKey";

export const parse: CellParser = (text, _field, { links }) => {
  const items = splitList(text).map((item) => keysMeant(item, links));
  // A title with a comma in it, written by somebody who does not quote.
  const found = items.every((keys) => keys.length > 0) ? items : [keysMeant(text, links)];
  if (found.some((keys) => keys.length > 1)) return { problem: "ambiguous_record" };
  const keys = found.flat().map(parseKey);
  return keys.length < found.length ? { problem: "unknown_record" } : { value: [...new Set(keys)] };
};
