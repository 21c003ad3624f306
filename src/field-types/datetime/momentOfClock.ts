/** The moment when the clocks of a zone show a time; quick enough for a hundred thousand rows. */
import dayjs from "dayjs";
import { momentOf } from "./zonedClock";

/** Clocks are changed at full hours, and asking the browser for each row would take its time. */
const known = new Map<string, number>();

/** `clock` is YYYY-MM-DDTHH:mm:ss. */
export function momentOfClock(clock: string, timeZone: string): string {
  const hour = clock.slice(0, 13);
  const key = `${timeZone} ${hour}`;
  let start = known.get(key);
  if (start === undefined) {
    start = Date.parse(momentOf(dayjs(`${hour}:00:00`), timeZone));
    known.set(key, start);
  }
  const [minutes = "0", seconds = "0"] = clock.slice(14).split(":");
  return new Date(start + Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000)).toISOString();
}
