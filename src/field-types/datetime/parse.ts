/** A moment: a day, a time, and a zone; the zone of the settings when it names none. */
import type { CellParser } from "../CellParser";
import { readDay } from "../shared/readDay";
import { readTime } from "../shared/readTime";
import { momentOfClock } from "./momentOfClock";

export const parse: CellParser = (text, _field, { dateOrder, timeZone }) => {
  const found = readDay(text, dateOrder);
  if (typeof found === "string") return { problem: found === "date" ? "datetime" : found };
  const time = readTime(found.rest);
  if (!time) return { problem: "datetime" };
  const clock = `${found.day}T${time.time}`;
  return { value: time.zone === "" ? momentOfClock(clock, timeZone) : `${clock}${time.zone}` };
};
