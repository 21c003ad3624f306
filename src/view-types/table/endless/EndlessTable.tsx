/** All rows of a list in one table: only those in sight are drawn, and fetched, window by window. None can be ticked. */
import { useCallback, useMemo } from "react";
import { useRecordWindows } from "../../../data/useRecordWindows";
import { useSummary } from "../../../data/useSummary";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable, TableRow } from "../decorateTable";
import { mapColumns } from "../extras/mapColumns";
import { RecordTable } from "../RecordTable";
import { useVisibleWindows } from "./useVisibleWindows";

const windowSize = 100;
/** Browsers cannot scroll further than some million pixels. */
const mostRows = 100_000;
const noAggregates: never[] = [];

export function EndlessTable(props: ViewProps) {
  const { selection: _none, ...shown } = props;
  const { entity, extras, fields, sort } = shown;
  const { condition, search } = extras ?? {};
  const { groups } = useSummary({ entity: entity.name, condition, search, aggregates: noAggregates });
  const total = Math.min(groups?.[0]?.count ?? 0, mostRows);
  const { windows, handleScroll } = useVisibleWindows(windowSize);
  const loaded = useRecordWindows({
    entity: entity.name,
    condition,
    search,
    sort,
    fields: useMemo(() => fields.map(({ name }) => name), [fields]),
    windows,
    size: windowSize,
  });
  const records = useMemo(() => loaded.flatMap((window) => window.records), [loaded]);
  const found = useMemo(
    () =>
      new Map(
        loaded.flatMap(({ from, records: ones }) =>
          ones.map((record, index) => [from + index, record] as const),
        ),
      ),
    [loaded],
  );
  // The table goes over all its rows whenever they change, so they stay and only what they show changes.
  const places = useMemo(() => Array.from({ length: total }, (_, index) => placeAt(index)), [total]);

  const frame = useCallback<DecorateTable>(
    (table) => ({
      ...mapColumns(table, (column) => ({
        ...column,
        onCell: (place, at = 0) => column.onCell?.(found.get(at) ?? place, at) ?? {},
        render: (_value: unknown, _place, at) => {
          const record = found.get(at);
          return record && column.render?.(record.values[String(column.key)], record, at);
        },
      })),
      dataSource: places,
      rowSelection: undefined,
      virtual: true,
      onScroll: (event) => handleScroll(event.currentTarget, total),
      onRow: (_place, at = 0) => {
        const record = found.get(at);
        return record ? (table.onRow?.(record, at) ?? {}) : {};
      },
      rowClassName: (_place, at, indent) => {
        const record = found.get(at);
        const { rowClassName = "" } = table;
        if (typeof rowClassName === "string") return rowClassName;
        return record ? rowClassName(record, at, indent) : "";
      },
      scroll: { x: table.scroll?.x ?? 1000, y: table.scroll?.y ?? 600 },
    }),
    [found, places, total, handleScroll],
  );
  if (!groups || total === 0) return <RecordTable {...shown} isLoading={!groups} records={[]} />;
  return <RecordTable {...shown} isLoading={false} records={records} frame={frame} />;
}

/** Holds the place of a row, whether it is here yet or not. */
const placeAt = (index: number): TableRow => ({ id: `place:${index}`, values: {}, titles: {} });
