/** A small table of rows that belong to an order; columns that may not be read are simply not there. */
import { Table, type TableColumnType } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { fieldTypes } from "../../field-types/fieldTypes";
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";

interface RowsTableProps {
  fields: Field[];
  rows: DataRecord[];
  /** Columns that are more than one field. */
  extra?: TableColumnType<DataRecord>[];
  /** Fields that long texts may fill. */
  wide?: string[];
}

export function RowsTable({ fields, rows, extra = [], wide = [] }: RowsTableProps) {
  const label = useLabel();
  const columns = fields.map((field): TableColumnType<DataRecord> => ({
    key: field.name,
    title: label(field.label),
    align: fieldTypes[field.type].align,
    width: wide.includes(field.name) ? undefined : fieldTypes[field.type].width,
    ellipsis: { showTitle: false },
    render: (_value, record) => <FieldDisplay field={field} record={record} isCompact />,
  }));
  return (
    <Table<DataRecord>
      size="small"
      rowKey="id"
      columns={[...extra, ...columns]}
      dataSource={rows}
      pagination={false}
      scroll={{ x: "max-content" }}
    />
  );
}
