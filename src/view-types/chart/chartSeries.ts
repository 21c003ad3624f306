/** Groups as points of a chart: one series per aggregate and currency, for amounts of two currencies have no common scale. */
import type { SummaryGroup } from "../../data/useSummary";
import type { Aggregate } from "../../model/view";

export interface Series {
  key: string;
  /** Absent = how many records there are. */
  aggregate?: Aggregate;
  currency?: string;
}

export interface Point {
  name: string;
  figures: Record<string, number>;
}

const isAmounts = (value: unknown): value is Record<string, number> =>
  typeof value === "object" && value !== null;

export function chartSeries(
  groups: readonly SummaryGroup[],
  aggregates: readonly Aggregate[],
  nameOf: (key: unknown) => string,
): { series: Series[]; points: Point[] } {
  const series = new Map<string, Series>();
  const points = groups.map(({ key, count, values }): Point => {
    const figures: Record<string, number> = {};
    const add = (one: Series, figure: unknown) => {
      series.set(one.key, one);
      figures[one.key] = Number(figure ?? 0);
    };
    if (aggregates.length === 0) add({ key: "count" }, count);
    aggregates.forEach((aggregate, order) => {
      const value = values[order];
      if (!isAmounts(value)) add({ key: String(order), aggregate }, value);
      else
        for (const [currency, amount] of Object.entries(value))
          add({ key: `${order}:${currency}`, aggregate, currency }, amount);
    });
    return { name: nameOf(key), figures };
  });
  return { series: [...series.values()], points };
}
