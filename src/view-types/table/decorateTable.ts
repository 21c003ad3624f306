/** Changes what Ant Design's table is given, so that what few tables need is fetched only by them. */
import type { TableProps } from "antd";
import type { DataRecord } from "../../data/record";

/** A group of rows is a row with children. */
export type TableRow = DataRecord & { children?: TableRow[] };

export type DecorateTable = (table: TableProps<TableRow>) => TableProps<TableRow>;
