/** A value of the configuration in words: names for ids, yes and no, the reader's language of a label. */
import { Typography } from "antd";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Label } from "../../model/label";
import { opaqueColumns } from "./configurationTables";
import type { ConfigurationNames } from "./useConfigurationNames";

interface ConfigurationValueProps {
  column: string;
  value: unknown;
  names: ConfigurationNames;
}

export function ConfigurationValue({ column, value, names }: ConfigurationValueProps) {
  const t = useText();
  const labelOf = useLabel();
  const format = useFormat();
  if (value === null || value === undefined || value === "-infinity")
    return <Typography.Text type="secondary">–</Typography.Text>;
  if (opaqueColumns.has(column)) {
    return <Typography.Text type="secondary">{t("audit.value.set")}</Typography.Text>;
  }
  const show = (item: unknown): string => {
    if (typeof item === "boolean") return t(item ? "general.yes" : "general.no");
    if (typeof item === "string" && column.endsWith("_at")) return format.dateTime(item);
    if (typeof item === "string" && column.startsWith("sessions_")) return format.dateTime(item);
    if (typeof item === "string") return names.nameOf(item) ?? item;
    if (isLabel(item)) return labelOf(item);
    return JSON.stringify(item);
  };
  return <>{Array.isArray(value) ? value.map(show).join(t("workspace.delete.comma")) || "–" : show(value)}</>;
}

const isLabel = (value: unknown): value is Label =>
  typeof value === "object" && value !== null && "en" in value && "zh-CN" in value;
