/** Figures of a report as bars or a line, one chart per currency: amounts of two currencies have no common scale. */
import { Flex, Spin } from "antd";
import { lazy, Suspense } from "react";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import type { ColumnName, ReportColumn } from "./reportKinds";
import type { ReportRow } from "./ReportPeriod";
import { useFigureText } from "./useFigureText";

const Chart = lazy(async () => ({ default: (await import("../../view-types/chart/Chart")).Chart }));

interface ReportChartProps {
  kind: "bar" | "line";
  rows: readonly ReportRow[];
  /** Names the points. */
  along: ReportColumn;
  figures: readonly ColumnName[];
  isMoney: boolean;
}

const height = 260;

export function ReportChart({ kind, rows, along, figures, isMoney }: ReportChartProps) {
  const t = useText();
  const format = useFormat();
  const textOf = useFigureText();
  const currencies = [...new Set(rows.map(({ currency }) => (typeof currency === "string" ? currency : "")))];

  return currencies.map((currency) => (
    <Flex key={currency} vertical gap={4}>
      {currencies.length > 1 && <Text type="secondary">{currency}</Text>}
      <Suspense fallback={<Spin style={{ height }} />}>
        <Chart
          kind={kind}
          height={height}
          points={rows
            .filter((row) => (row["currency"] ?? "") === currency)
            .map((row) => ({
              name: textOf(along, row),
              figures: Object.fromEntries(figures.map((name) => [name, Number(row[name] ?? 0)])),
            }))}
          series={figures.map((key) => ({
            key,
            name: t(`reports.columns.${key}`),
            textOf: (figure: number) => (isMoney ? format.money(figure, currency) : format.number(figure)),
          }))}
          compact={format.compact}
        />
      </Suspense>
    </Flex>
  ));
}
