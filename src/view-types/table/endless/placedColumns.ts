/** Where the cells of a row stand: widths, and how far from the edge columns that stay in sight keep. */
import type { TableProps } from "antd";
import type { TableRow } from "../decorateTable";
import type { PlacedColumn } from "./EndlessRow";

type Columns = NonNullable<TableProps<TableRow>["columns"]>;

const widthOf = (column: Columns[number]) => (typeof column.width === "number" ? column.width : 0);

/** Distances from the left edge, by the order of the columns; undefined for those that scroll away. */
export function leftEdges(columns: Columns): (number | undefined)[] {
  let next = 0;
  return columns.map((column) => {
    if (column.fixed !== "left") return undefined;
    const edge = next;
    next += widthOf(column);
    return edge;
  });
}

export function placedColumns(columns: Columns | undefined = []): PlacedColumn[] {
  const lefts = leftEdges(columns);
  const lastLeft = lefts.findLastIndex((left) => left !== undefined);
  return columns.flatMap((column, index): PlacedColumn[] => {
    if ("children" in column) return [];
    const left = lefts[index];
    const classes = [
      "ant-table-cell ant-table-cell-ellipsis",
      left !== undefined && "ant-table-cell-fix-left",
      index === lastLeft && "ant-table-cell-fix-left-last",
      column.fixed === "right" && "ant-table-cell-fix-right ant-table-cell-fix-right-first",
    ];
    const right = column.fixed === "right" ? 0 : undefined;
    return [{ column, width: widthOf(column), className: classes.filter(Boolean).join(" "), left, right }];
  });
}
