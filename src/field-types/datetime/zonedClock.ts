/** Turns a moment into what the wall clock of a zone shows, and back. */
import dayjs, { type Dayjs } from "dayjs";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";

dayjs.extend(utc);
dayjs.extend(timezone);

const clockFormat = "YYYY-MM-DDTHH:mm:ss";

/** The picker works with plain clock times, so the zone stays out of it. */
export function clockOf(moment: string, timeZone: string): Dayjs {
  return dayjs(dayjs(moment).tz(timeZone).format(clockFormat));
}

export function momentOf(clock: Dayjs, timeZone: string): string {
  return dayjs.tz(clock.format(clockFormat), timeZone).toISOString();
}
