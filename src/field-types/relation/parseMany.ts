/** Records of another entity by title or key, several in one cell. */
import { splitList } from "../../model/listText";
import type { CellParser } from "../CellParser";
import { parseKey } from "./parseKey";

export const parse: CellParser = (text, _field, { links }) => {
  const found = splitList(text).map((item) => links?.get(item) ?? []);
  if (found.some((keys) => keys.length > 1)) return { problem: "ambiguous_record" };
  const keys = found.flat().map(parseKey);
  return keys.length < found.length ? { problem: "unknown_record" } : { value: [...new Set(keys)] };
};
