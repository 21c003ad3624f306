/** The days of a month as a calendar shows them, and on which of them a record stands. */
import dayjs from "dayjs";
import type { Condition } from "../../model/condition";
import type { DataRecord } from "../../data/record";
import { clockOf, momentOf } from "../../field-types/datetime/zonedClock";
import type { Field } from "../../model/snapshot";

const dayFormat = "YYYY-MM-DD";
const daysInWeek = 7;

/** Whole weeks from Monday on, as "2026-11-30". */
export function daysOfMonth(month: string): string[] {
  const first = dayjs(`${month}-01`);
  const start = first.subtract((first.day() + 6) % daysInWeek, "day");
  const weeks = Math.ceil((start.diff(first, "day") * -1 + first.daysInMonth()) / daysInWeek);
  return Array.from({ length: weeks * daysInWeek }, (_, index) => start.add(index, "day").format(dayFormat));
}

export const monthOf = (moment: dayjs.ConfigType) => dayjs(moment).format("YYYY-MM");

export const monthBeside = (month: string, step: number) => monthOf(dayjs(`${month}-01`).add(step, "month"));

export const todayIn = (timeZone: string) => clockOf(new Date().toISOString(), timeZone).format(dayFormat);

/** A day as the field writes it: dates as they are, moments by the workspace's clock. */
const valueOf = (day: string, field: Field, timeZone: string) =>
  field.type === "date" ? day : momentOf(dayjs(day), timeZone);

const dayOf = (value: unknown, field: Field, timeZone: string): string | undefined => {
  if (typeof value !== "string") return undefined;
  return field.type === "date"
    ? value.slice(0, dayFormat.length)
    : clockOf(value, timeZone).format(dayFormat);
};

export interface CalendarFields {
  begin: Field;
  end: Field | undefined;
  timeZone: string;
}

/** Records that touch one of these days. */
export function during(days: readonly string[], { begin, end, timeZone }: CalendarFields): Condition {
  const [first = ""] = days;
  const after = dayjs(days.at(-1)).add(1, "day").format(dayFormat);
  const startsBefore = { field: begin.name, op: "lt", value: valueOf(after, begin, timeZone) } as const;
  const startsAfter = { field: begin.name, op: "gte", value: valueOf(first, begin, timeZone) } as const;
  if (!end) return { all: [startsAfter, startsBefore] };
  const endsAfter = { field: end.name, op: "gte", value: valueOf(first, end, timeZone) } as const;
  return { all: [startsBefore, { any: [startsAfter, endsAfter] }] };
}

/** Records by day; one that lasts stands on each of its days. */
export function byDay(
  records: readonly DataRecord[],
  days: readonly string[],
  { begin, end, timeZone }: CalendarFields,
): Map<string, DataRecord[]> {
  const found = new Map<string, DataRecord[]>(days.map((day) => [day, []]));
  for (const record of records) {
    const first = dayOf(record.values[begin.name], begin, timeZone);
    if (first === undefined) continue;
    const last = (end && dayOf(record.values[end.name], end, timeZone)) ?? first;
    for (const day of days)
      if (day >= first && day <= (last < first ? first : last)) found.get(day)?.push(record);
  }
  return found;
}
