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
  if (time.zone !== "") return { value: `${found.day}T${time.time}${time.zone}` };
  // The database keeps more of a second than a Date does.
  const [whole = "", fraction] = time.time.split(".");
  const moment = momentOfClock(`${found.day}T${whole}`, timeZone);
  return { value: fraction === undefined ? moment : moment.replace(".000Z", `.${fraction}Z`) };
};
