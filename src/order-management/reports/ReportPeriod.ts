/** What the reports are asked for: days, both included, and shops; none chosen means all. */
export interface ReportPeriod {
  since: string;
  until: string;
  channels: number[];
}

export type ReportRow = Record<string, unknown>;

const dayMilliseconds = 86_400_000;
const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The day that it is now in a time zone. */
export const todayIn = (timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(new Date());

export const addDays = (day: string, count: number) =>
  new Date(Date.parse(day) + count * dayMilliseconds).toISOString().slice(0, 10);

/** The last thirty days, unless the address says otherwise. */
export function readPeriod(search: URLSearchParams, today: string): ReportPeriod {
  const [since, until] = [search.get("since"), search.get("until")];
  const channels = (search.get("channels") ?? "").split(",").map(Number);
  return {
    ...(isDay(since) && isDay(until) && since <= until
      ? { since, until }
      : { since: addDays(today, -29), until: today }),
    channels: channels.filter((id) => Number.isSafeInteger(id) && id > 0),
  };
}
