/** A day in any of the usual orders; a time behind it is dropped. */
import type { CellParser } from "../CellParser";
import { readDay } from "../shared/readDay";
import { readTime } from "../shared/readTime";

export const parse: CellParser = (text, _field, { dateOrder }) => {
  const found = readDay(text, dateOrder);
  if (typeof found === "string") return { problem: found };
  return readTime(found.rest) ? { value: found.day } : { problem: "date" };
};
