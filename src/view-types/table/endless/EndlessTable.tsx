/** All rows of a list in one table: only those in sight are drawn, and fetched, window by window. None can be ticked. */
import { useCallback, useMemo, useState } from "react";
import { useRecordWindows } from "../../../data/useRecordWindows";
import { useSummary } from "../../../data/useSummary";
import type { ViewProps } from "../../ViewType";
import type { DecorateTable, TableRow } from "../decorateTable";
import { RecordTable } from "../RecordTable";
import { EndlessRows, type Room } from "./EndlessRows";
import { leftEdges } from "./placedColumns";
import { useVisibleWindows } from "./useVisibleWindows";

const windowSize = 100;
/** Browsers cannot scroll further than some million pixels. */
const mostRows = 100_000;
const noAggregates: never[] = [];
const rowHeights = { small: 39, middle: 47, large: 55 };
/** The table is handed one row, so that it is not empty; EndlessRows draws what is there. */
const someRow: TableRow[] = [{ id: "some", values: {}, titles: {} }];

export function EndlessTable(props: ViewProps) {
  const { selection: _none, ...shown } = props;
  const { entity, extras, fields, sort, density, activeId } = shown;
  const { condition, search } = extras ?? {};
  const { groups } = useSummary({ entity: entity.name, condition, search, aggregates: noAggregates });
  const total = Math.min(groups?.[0]?.count ?? 0, mostRows);
  const { windows, see } = useVisibleWindows(windowSize, total);
  const [room, setRoom] = useState<Room>({ width: 0, scrollbar: 0 });
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
  const recordAt = useMemo(() => {
    const found = new Map(
      loaded.flatMap(({ from, records: ones }) =>
        ones.map((record, index) => [from + index, record] as const),
      ),
    );
    return (at: number) => found.get(at);
  }, [loaded]);

  const frame = useCallback<DecorateTable>(
    (table) => {
      const x = Number(table.scroll?.x ?? 1000);
      const y = Number(table.scroll?.y ?? 600);
      const rows = { ...table, columns: inRoom(table.columns, x, { ...room, scrollbar: 0 }) };
      return {
        ...table,
        columns: inRoom(table.columns, x, room),
        dataSource: someRow,
        rowSelection: undefined,
        components: {
          ...table.components,
          body: (_rows, { ref, onScroll }) => (
            <EndlessRows
              table={rows}
              {...{ total, recordAt, activeId, onScroll }}
              rowHeight={rowHeights[density]}
              height={y}
              width={Math.max(x, room.width)}
              onSee={see}
              onRoom={setRoom}
              handle={ref}
            />
          ),
        },
        scroll: { x, y },
      };
    },
    [total, recordAt, activeId, density, room, see],
  );
  if (!groups || total === 0) return <RecordTable {...shown} isLoading={!groups} records={[]} />;
  return <RecordTable {...shown} isLoading={false} records={records} frame={frame} />;
}

/** The header only knows columns of a width: the rest takes what is left, and nothing stands over the scrollbar. */
function inRoom(
  columns: Parameters<DecorateTable>[0]["columns"] = [],
  x: number,
  { width, scrollbar }: Room,
) {
  const lefts = leftEdges(columns);
  const rest = Math.max(width - x, 0);
  return columns.map((column, index) => {
    const isLast = index === columns.length - 1;
    const own = column.key === "rest" ? rest : Number(column.width ?? 0);
    const left = lefts[index];
    return {
      ...column,
      width: isLast ? own + scrollbar : own,
      ...(left !== undefined && {
        onHeaderCell: (...cell: Parameters<NonNullable<typeof column.onHeaderCell>>) => ({
          ...column.onHeaderCell?.(...cell),
          style: { left },
        }),
      }),
    };
  });
}
