/** A day as people and programs write it; what follows it is left as rest. */
import type { DateOrder } from "../CellParser";

export interface DayText {
  /** YYYY-MM-DD. */
  day: string;
  rest: string;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const yearFirst = /^(\d{4})\s*(?:[-/.年])\s*(\d{1,2})\s*(?:[-/.月])\s*(\d{1,2})\s*日?/;
const compact = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s])/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const dayMonthName = /^(\d{1,2})[\s.-]*([a-z]{3})[a-z]*\.?,?[\s-]*(\d{4})/i;
const monthNameDay = /^([a-z]{3})[a-z]*\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})/i;
/** Days since 1900 as Excel counts them, from 1927 to 2119. */
const serial = /^(\d{5})(\.\d+)?$/;
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i;

type Parts = [year: number, month: number, day: number];

function dayOf([year, month, day]: Parts): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000
    ? date.toISOString().slice(0, 10)
    : undefined;
}

const century = (year: string) =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);

function fromSerial(days: number, part: string): DayText {
  const moment = new Date(Math.round((days - 25_569 + Number(part || 0)) * 86_400) * 1000);
  const [day = "", time = ""] = moment.toISOString().split("T");
  return { day, rest: Number(part || 0) === 0 ? "" : time.slice(0, 8) };
}

/** "date_order": it could be two days, and the column does not tell which. */
export function readDay(raw: string, order: DateOrder | undefined): DayText | "date" | "date_order" {
  const text = raw.normalize("NFKC").trim().replace(weekday, "");
  const answer = (match: RegExpExecArray, parts: Parts): DayText | "date" => {
    const found = dayOf(parts);
    return found === undefined ? "date" : { day: found, rest: text.slice(match[0].length).trim() };
  };
  const asSerial = serial.exec(text);
  if (asSerial && Number(text) >= 10_000 && Number(text) < 80_000) {
    return fromSerial(Number(asSerial[1]), asSerial[2] ?? "");
  }
  const ordered = yearFirst.exec(text) ?? compact.exec(text);
  if (ordered) return answer(ordered, [Number(ordered[1]), Number(ordered[2]), Number(ordered[3])]);
  const named = dayMonthName.exec(text) ?? monthNameDay.exec(text);
  if (named) {
    const [, first = "", second = "", year = ""] = named;
    const [day, name] = /^\d/.test(first) ? [first, second] : [second, first];
    return answer(named, [Number(year), months.indexOf(name.toLowerCase()) + 1, Number(day)]);
  }
  const last = yearLast.exec(text);
  if (!last) return "date";
  const [, a = "", sign = "", b = "", year = ""] = last;
  const known = order ?? (sign === "." || Number(a) > 12 ? "dmy" : Number(b) > 12 ? "mdy" : undefined);
  if (known === undefined && a !== b) return "date_order";
  if (order === "ymd" && year.length === 2) return answer(last, [century(a), Number(b), Number(year)]);
  return known === "mdy"
    ? answer(last, [century(year), Number(a), Number(b)])
    : answer(last, [century(year), Number(b), Number(a)]);
}
