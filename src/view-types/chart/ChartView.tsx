/** All records of a list as bars, a line or a pie: grouped and added up by the database. */
import { Flex, Segmented, Select, Spin } from "antd";
import { lazy, Suspense, useMemo } from "react";
import { buckets, useSummary } from "../../data/useSummary";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import type { ViewProps } from "../ViewType";
import { chartKinds, readChart } from "./chartKind";
import { chartSeries } from "./chartSeries";
import { useGroupNames } from "./useGroupNames";
import { useSeriesNames } from "./useSeriesNames";

const Chart = lazy(async () => ({ default: (await import("./Chart")).Chart }));
const noAggregates: never[] = [];
const toolsHeight = 48;

export function ChartView({ entity, extras, height = 420, empty }: ViewProps) {
  const t = useText();
  const format = useFormat();
  const { kind, bucket } = readChart(extras?.chart);
  const field = entity.fields.find(({ name, canRead }) => name === extras?.group && canRead);
  const isDate = field?.type === "date" || field?.type === "datetime";
  const aggregates = extras?.aggregates ?? noAggregates;
  const { groups, error } = useSummary({
    entity: entity.name,
    condition: extras?.condition,
    search: extras?.search,
    group: field?.name,
    ...(isDate && { bucket }),
    aggregates,
    isEnabled: field !== undefined,
  });
  const nameOf = useGroupNames(field, groups, isDate ? bucket : undefined);
  const seriesName = useSeriesNames(entity);
  const { series, points } = useMemo(
    () => chartSeries(groups ?? [], aggregates, nameOf),
    [groups, aggregates, nameOf],
  );
  if (!field) return <EmptyState title={t("views.chart.chooseGroup")} />;

  return (
    <Flex vertical gap={16} style={{ height }}>
      <Flex gap={8} wrap>
        <Segmented
          value={kind}
          onChange={(next) => extras?.onChart(isDate ? `${next}.${bucket}` : next)}
          options={chartKinds.map((value) => ({ value, label: t(`views.chart.kinds.${value}`) }))}
          aria-label={t("views.chart.kind")}
        />
        {isDate && (
          <Select
            value={bucket}
            onChange={(next) => extras?.onChart(`${kind}.${next}`)}
            options={buckets.map((value) => ({ value, label: t(`views.chart.buckets.${value}`) }))}
            aria-label={t("views.chart.bucket")}
            popupMatchSelectWidth={false}
          />
        )}
      </Flex>
      {error ? (
        <ErrorState error={error} />
      ) : groups?.length === 0 ? (
        <>{empty}</>
      ) : (
        <Suspense fallback={<Spin style={{ margin: "auto" }} />}>
          {groups === undefined ? (
            <Spin style={{ margin: "auto" }} />
          ) : (
            <Chart
              {...{ kind, points }}
              series={series.map((one) => ({
                key: one.key,
                name: seriesName(one),
                textOf: (figure: number) =>
                  one.currency === undefined ? format.number(figure) : format.money(figure, one.currency),
              }))}
              height={height - toolsHeight}
              compact={format.compact}
            />
          )}
        </Suspense>
      )}
    </Flex>
  );
}
