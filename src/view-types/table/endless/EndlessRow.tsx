/** One row of a table without end; drawn again only when its record or the columns have changed. */
import type { TableColumnType, TableProps } from "antd";
import { isValidElement, memo, useState } from "react";
import type { TableRow } from "../decorateTable";

interface EndlessRowProps {
  /** Absent = not here yet. */
  record: TableRow | undefined;
  at: number;
  height: number;
  columns: readonly PlacedColumn[];
  onRow: TableProps<TableRow>["onRow"];
  isActive: boolean;
  isRushing: boolean;
}

export interface PlacedColumn {
  column: TableColumnType<TableRow>;
  width: number;
  className: string;
  /** Of a column that stays in sight. */
  left?: number | undefined;
  right?: number | undefined;
}

export const EndlessRow = memo(function EndlessRow(props: EndlessRowProps) {
  const { record, at, height, columns, onRow, isActive, isRushing } = props;
  // Once drawn whole, a row stays so however quickly it leaves.
  const [isWhole, setWhole] = useState(!isRushing);
  if (!isRushing && !isWhole) setWhole(true);
  const place = { position: "absolute", top: 0, height, transform: `translateY(${at * height}px)` } as const;
  if (!record || !isWhole) {
    return <div role="row" className="ant-table-row" style={place} />;
  }

  const { style, ...row } = onRow?.(record, at) ?? {};
  return (
    <div
      {...row}
      role="row"
      aria-rowindex={at + 2}
      data-row-key={record.id}
      className={isActive ? "ant-table-row ant-table-row-selected" : "ant-table-row"}
      style={{ ...style, ...place }}
    >
      {columns.map((placed) => (
        <EndlessCell key={placed.column.key} {...{ placed, record, at }} />
      ))}
    </div>
  );
});

function EndlessCell({ placed, record, at }: { placed: PlacedColumn; record: TableRow; at: number }) {
  const { column, width, className, left, right } = placed;
  const { style, ...cell } = column.onCell?.(record, at) ?? {};
  const content = column.render?.(record.values[String(column.key)], record, at);
  return (
    <div
      {...cell}
      role="cell"
      className={className}
      style={{ ...style, width, flex: `0 0 ${width}px`, left, right, textAlign: column.align }}
    >
      {isValidElement(content) ? content : null}
    </div>
  );
}
