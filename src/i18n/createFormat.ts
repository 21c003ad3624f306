/** Numbers, money, dates and times the way a language writes them, in one time zone. */
import type { Language } from "../model/label";

export interface FormatOptions {
  language: Language;
  timeZone: string;
  currency: string;
}

type Amount = number | string | null | undefined;
type Moment = Date | string | number | null | undefined;

const asNumber = (amount: Amount) =>
  amount === null || amount === undefined || amount === "" ? undefined : Number(amount);

const asDate = (moment: Moment) => {
  if (moment === null || moment === undefined || moment === "") return undefined;
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? undefined : date;
};

const relativeUnits: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A formatter takes a hundred times longer to make than to use, and a table uses hundreds. */
function kept<Options, Formatter>(make: (options: Options) => Formatter): (options: Options) => Formatter {
  const made = new Map<string, Formatter>();
  return (options) => {
    const key = JSON.stringify(options ?? null);
    const formatter = made.get(key) ?? make(options);
    made.set(key, formatter);
    return formatter;
  };
}

/** What is missing or unreadable becomes an empty text. */
export function createFormat({ language, timeZone, currency }: FormatOptions) {
  const numbers = kept((options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options));
  const times = kept(
    (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone, ...options }),
  );

  const number = (amount: Amount, options?: Intl.NumberFormatOptions) => {
    const value = asNumber(amount);
    return value === undefined ? "" : numbers(options).format(value);
  };
  const moment = (value: Moment, options: Intl.DateTimeFormatOptions) => {
    const date = asDate(value);
    return date ? times(options).format(date) : "";
  };

  return {
    number,
    /** `amount` in units of `code` (ISO 4217), else of the shop's currency. */
    money: (amount: Amount, code?: string | null) =>
      number(amount, { style: "currency", currency: code || currency, currencyDisplay: "narrowSymbol" }),
    /** 0.125 is written 12.5 %. */
    percent: (share: Amount) => number(share, { style: "percent", maximumFractionDigits: 2 }),
    compact: (amount: Amount) => number(amount, { notation: "compact", maximumFractionDigits: 1 }),
    /** A calendar day (YYYY-MM-DD) has no zone; it stays the day that it is. */
    date: (value: Moment) => {
      const isDay = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
      return moment(value, { dateStyle: "medium", ...(isDay && { timeZone: "UTC" }) });
    },
    dateTime: (value: Moment, zone?: string) =>
      moment(value, { dateStyle: "medium", timeStyle: "short", ...(zone && { timeZone: zone }) }),
    time: (value: Moment) => moment(value, { timeStyle: "short" }),
    /** "3 hours ago", "in 2 days". */
    relative: (value: Moment, now: Date = new Date()) => {
      const date = asDate(value);
      if (!date) return "";
      const seconds = (date.getTime() - now.getTime()) / 1000;
      const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
      const [unit, size] = relativeUnits.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
      return words.format(unit === "second" ? 0 : Math.trunc(seconds / size), unit);
    },
  };
}

export type Format = ReturnType<typeof createFormat>;
