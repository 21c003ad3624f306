/** What a chart is drawn as, kept as one word: "bar", or "line.month" over a date. */
import { type Bucket, buckets } from "../../data/useSummary";

export const chartKinds = ["bar", "line", "pie"] as const;
export type ChartKind = (typeof chartKinds)[number];

export function readChart(text = ""): { kind: ChartKind; bucket: Bucket } {
  const [first, second] = text.split(".");
  return {
    kind: chartKinds.find((kind) => kind === first) ?? "bar",
    bucket: buckets.find((bucket) => bucket === second) ?? "month",
  };
}
