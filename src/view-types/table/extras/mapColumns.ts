/** Changes every column that shows a field. */
import type { TableColumnType, TableProps } from "antd";
import type { TableRow } from "../decorateTable";

type Change = (column: TableColumnType<TableRow>, index: number) => TableColumnType<TableRow>;

export function mapColumns(table: TableProps<TableRow>, change: Change): TableProps<TableRow> {
  const columns = table.columns?.map((column, index) =>
    "children" in column || column.key === "rest" ? column : change(column, index),
  );
  return { ...table, columns };
}
