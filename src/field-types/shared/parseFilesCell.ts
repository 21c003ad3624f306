/** Files cannot come in a cell; those that the record has may stay, written as the database has them. */
import type { CellParser } from "../CellParser";
import { splitList } from "../../model/listText";

const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/./;

export const parse: CellParser = (text) => {
  const items = splitList(text);
  return items.every((item) => known.test(item)) ? { value: items } : { problem: "file" };
};
