/** Which column of the file goes into which field, with samples from the file. */
import { WarningOutlined } from "@ant-design/icons";
import { Flex, Progress, Table, type TableColumnsType, Tooltip, Typography } from "antd";
import type { Field } from "../../model/snapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { ColumnStyleSelect } from "./ColumnStyleSelect";
import { isHeaderOf } from "./autoMatch";
import { FieldSelect } from "./FieldSelect";
import type { ImportSettings } from "./ImportSettings";
import type { ColumnInfo } from "./read/ImportTable";
import { columnName } from "./columnName";

interface ColumnsTableProps {
  columns: ColumnInfo[];
  fields: readonly Field[];
  /** Fields that this import does not write. */
  unwritten: readonly Field[];
  settings: ImportSettings;
  onChange: (changes: Partial<ImportSettings>) => void;
  /** Absent when the reader may not add fields. */
  onCreateField: ((column: ColumnInfo) => void) | undefined;
}

export function ColumnsTable({
  columns,
  fields,
  unwritten,
  settings,
  onChange,
  onCreateField,
}: ColumnsTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const fieldOf = (index: number) => fields.find(({ name }) => name === settings.matched[index]);
  const isUnwritten = ({ index, header }: ColumnInfo) => {
    const chosen = fieldOf(index);
    return unwritten.some((field) => (chosen ? chosen.name === field.name : isHeaderOf(field, header)));
  };
  const match = (index: number, name: string) =>
    onChange({ matched: { ...settings.matched, [index]: name } });
  const nameOf = (column: ColumnInfo) => (
    <Flex gap={6}>
      <Typography.Text strong>{columnName(column)}</Typography.Text>
      {column.isShortened && (
        <Tooltip title={t("import.shortened")}>
          <WarningOutlined role="img" aria-label={t("import.shortened")} style={{ color: "orange" }} />
        </Tooltip>
      )}
    </Flex>
  );
  const samplesOf = ({ samples }: ColumnInfo, maxWidth: number | string) => (
    <Typography.Text type="secondary" ellipsis={{ tooltip: samples.join(" · ") }} style={{ maxWidth }}>
      {samples.join(" · ")}
    </Typography.Text>
  );
  const choiceOf = (column: ColumnInfo) => (
    <>
      <FieldSelect
        label={t("import.fieldOf", { column: columnName(column) })}
        fields={fields}
        value={settings.matched[column.index] ?? ""}
        taken={Object.values(settings.matched)}
        onChange={(name) => match(column.index, name)}
        onCreate={onCreateField && (() => onCreateField(column))}
      />
      {isUnwritten(column) && <Typography.Text type="secondary">{t("import.unwritten")}</Typography.Text>}
    </>
  );
  const styleOf = (column: ColumnInfo) => {
    const field = fieldOf(column.index);
    return field ? (
      <ColumnStyleSelect
        label={t("import.formatOf", { column: columnName(column) })}
        column={column}
        field={field}
        dateOrder={settings.dateOrders[column.index]}
        decimal={settings.decimals[column.index]}
        onDateOrder={(order) => onChange({ dateOrders: { ...settings.dateOrders, [column.index]: order } })}
        onDecimal={(sign) => onChange({ decimals: { ...settings.decimals, [column.index]: sign } })}
      />
    ) : null;
  };
  const filledOf = ({ filled }: ColumnInfo) => (
    <Progress
      percent={Math.floor(filled * 100)}
      size="small"
      aria-label={t("import.filled")}
      status="normal"
    />
  );
  const wide: TableColumnsType<ColumnInfo> = [
    { title: t("import.column"), width: 190, render: (_, column) => nameOf(column) },
    { title: t("import.samples"), width: 220, render: (_, column) => samplesOf(column, 200) },
    { title: t("import.filled"), width: 110, render: (_, column) => filledOf(column) },
    { title: t("import.field"), width: 240, render: (_, column) => choiceOf(column) },
    { title: t("import.format"), width: 170, render: (_, column) => styleOf(column) },
  ];
  const narrow: TableColumnsType<ColumnInfo> = [
    {
      key: "column",
      render: (_, column) => (
        <Flex vertical gap={6}>
          {nameOf(column)}
          {samplesOf(column, "100%")}
          {choiceOf(column)}
          {styleOf(column)}
        </Flex>
      ),
    },
  ];
  return (
    <Table<ColumnInfo>
      size="small"
      rowKey="index"
      dataSource={columns}
      pagination={false}
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      tableLayout="fixed"
      scroll={isPhone ? {} : { x: 760 }}
      footer={() => {
        const names = columns.filter(({ index }) => !fieldOf(index)).map(columnName);
        return names.length > 0 ? t("import.skipped", { columns: names.join(", ") }) : t("import.allMatched");
      }}
      aria-label={labelOf({ en: "Columns", "zh-CN": "列" })}
    />
  );
}
