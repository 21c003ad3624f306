/** Rows that do not fit: where in the file, which column, and why. */
import { Flex, Table, type TableColumnsType, Typography } from "antd";
import type { RowFinding } from "../../data/importing";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";

interface ProblemsTableProps {
  findings: readonly RowFinding[];
  /** Header of the column that goes into a field. */
  columnOf: (field: string) => string;
}

type Problem = RowFinding & { key: number };

export function ProblemsTable({ findings, columnOf }: ProblemsTableProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const rowOf = ({ row }: Problem) => row ?? t("import.wholeFile");
  const columnsOf = ({ fields }: Problem) => fields.map(columnOf).filter(Boolean).join(", ");
  const wide: TableColumnsType<Problem> = [
    { title: t("import.row"), width: 90, align: "right", render: (_, problem) => rowOf(problem) },
    { title: t("import.column"), width: 180, render: (_, problem) => columnsOf(problem) },
    { title: t("import.reason"), dataIndex: "message" },
  ];
  const narrow: TableColumnsType<Problem> = [
    { title: t("import.row"), width: 64, align: "right", render: (_, problem) => rowOf(problem) },
    {
      title: t("import.reason"),
      render: (_, problem) => (
        <Flex vertical>
          <Typography.Text type="secondary">{columnsOf(problem)}</Typography.Text>
          {problem.message}
        </Flex>
      ),
    },
  ];
  return (
    <Table<Problem>
      size="small"
      aria-label={t("import.problems")}
      dataSource={findings.map((finding, key) => ({ ...finding, key }))}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      columns={isPhone ? narrow : wide}
    />
  );
}
