/** Rows that do not fit: where in the file, which column, and why. */
import { Table } from "antd";
import type { RowFinding } from "../../data/importing";
import { useText } from "../../i18n/useText";

interface ProblemsTableProps {
  findings: readonly RowFinding[];
  /** Header of the column that goes into a field. */
  columnOf: (field: string) => string;
}

export function ProblemsTable({ findings, columnOf }: ProblemsTableProps) {
  const t = useText();
  return (
    <Table<RowFinding & { key: number }>
      size="small"
      aria-label={t("import.problems")}
      dataSource={findings.map((finding, key) => ({ ...finding, key }))}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      scroll={{ x: 480 }}
      columns={[
        {
          title: t("import.row"),
          width: 90,
          align: "right",
          render: (_, { row }) => row ?? t("import.wholeFile"),
        },
        {
          title: t("import.column"),
          width: 180,
          render: (_, { fields }) => fields.map(columnOf).filter(Boolean).join(", "),
        },
        { title: t("import.reason"), dataIndex: "message" },
      ]}
    />
  );
}
