/** The figures of a report as a table; the first cell leads to the records behind its row. */
import { Table, Tag } from "antd";
import { Link } from "react-router";
import { useText } from "../../i18n/useText";
import { drillDown } from "./drillDown";
import { type ReportPeriod, type ReportRow } from "./ReportPeriod";
import type { ReportColumn, ReportKind } from "./reportKinds";
import { useFigureText } from "./useFigureText";

interface ReportTableProps {
  report: ReportKind;
  rows: readonly ReportRow[];
  period: ReportPeriod;
  timeZone: string;
}

const columnWidth = 96;
/** Rows of these reports have a list of their own. */
const linked = ["units", "revenue", "slow_stock", "on_time", "carriers", "complaints"];
const words = ["text", "stage", "amounts", "complaintType", "day", "month"];

export function ReportTable({ report, rows, period, timeZone }: ReportTableProps) {
  const t = useText();
  const textOf = useFigureText();
  const draw = (column: ReportColumn, isFirst: boolean, row: ReportRow) => {
    const text = textOf(column, row);
    const to =
      isFirst && linked.includes(report.name) ? drillDown(report.name, { period, timeZone, row }) : undefined;
    return (
      <>
        {to === undefined ? text : <Link to={to}>{text}</Link>}
        {isFirst && row["is_bottleneck"] === true && (
          <Tag color="orange" style={{ marginInlineStart: 8 }}>
            {t("reports.bottleneck")}
          </Tag>
        )}
      </>
    );
  };

  return (
    // A table that is wider than a phone is scrolled by keyboard too.
    <div
      role="region"
      tabIndex={0}
      aria-label={t(`reports.names.${report.name}`)}
      style={{ overflowX: "auto" }}
    >
      <Table<ReportRow>
        size="small"
        rowKey={(row) => JSON.stringify(row)}
        dataSource={[...rows]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false, size: "small" }}
        style={{ minWidth: report.columns.length * columnWidth }}
        columns={report.columns.map((column, index) => ({
          key: column.name,
          title: t(`reports.columns.${column.name}`),
          align: words.includes(column.kind) ? "left" : "right",
          render: (_value: unknown, row: ReportRow) => draw(column, index === 0, row),
        }))}
      />
    </div>
  );
}
