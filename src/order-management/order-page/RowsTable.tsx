/** A small table of rows that belong to an order; columns that may not be read are simply not there. */
import { Table, type TableColumnType } from "antd";
import type { ReactNode } from "react";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { fieldTypes } from "../../field-types/fieldTypes";
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";

interface RowsTableProps {
  fields: Field[];
  rows: DataRecord[];
  /** Columns in front that are more than one field. */
  extra?: TableColumnType<DataRecord>[];
  /** What can be done with a row, at its end. */
  tools?: (row: DataRecord) => ReactNode;
}

export function RowsTable({ fields, rows, extra = [], tools }: RowsTableProps) {
  const label = useLabel();
  const columns = fields.map((field): TableColumnType<DataRecord> => ({
    key: field.name,
    title: <span style={{ whiteSpace: "nowrap" }}>{label(field.label)}</span>,
    align: fieldTypes[field.type].align,
    render: (_value, record) => (
      <div style={{ maxWidth: 220 }}>
        <FieldDisplay field={field} record={record} isCompact />
      </div>
    ),
  }));
  const last: TableColumnType<DataRecord>[] = tools
    ? [{ key: "tools", align: "right", fixed: "right", render: (_value, row) => tools(row) }]
    : [];
  return (
    <Table<DataRecord>
      size="small"
      rowKey="id"
      columns={[...extra, ...columns, ...last]}
      dataSource={rows}
      pagination={false}
      scroll={{ x: "max-content" }}
    />
  );
}
