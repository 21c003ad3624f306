/** What an entry of the log changed, field by field; long ones unfold. */
import { Button, Flex, Typography } from "antd";
import { type ReactNode, useState } from "react";
import type { AuditEntry, AuditValues } from "../../data/config/auditEntry";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { changedFields } from "../../view-types/history/changedFields";
import { FieldChange } from "../../view-types/history/FieldChange";
import { HistoryValue } from "../../view-types/history/HistoryValue";
import { namedColumn, silentColumns } from "./configurationTables";
import { ConfigurationValue } from "./ConfigurationValue";
import type { ConfigurationNames } from "./useConfigurationNames";

interface EntryChangesProps {
  entry: AuditEntry;
  names: ConfigurationNames;
}

interface Line {
  key: string;
  label: string;
  show: (values: AuditValues | null) => ReactNode;
}

const shownAtFirst = 3;

export function EntryChanges({ entry, names }: EntryChangesProps) {
  const t = useText();
  const lines = useLines(entry, names);
  const [isUnfolded, setUnfolded] = useState(false);
  const shown = isUnfolded ? lines : lines.slice(0, shownAtFirst);
  const rest = lines.length - shown.length;
  if (lines.length === 0) {
    return entry.action === "update" && !entry.entity.startsWith("config.") ? (
      <Typography.Text type="secondary">{t("audit.hidden")}</Typography.Text>
    ) : null;
  }
  return (
    <Flex vertical>
      {shown.map(({ key, label, show }) => (
        <FieldChange
          key={key}
          label={label}
          before={show(entry.old)}
          {...(entry.action === "update" && { after: show(entry.new) })}
        />
      ))}
      {lines.length > shownAtFirst && (
        <Button
          type="link"
          size="small"
          style={{ alignSelf: "flex-start", paddingInline: 0 }}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {isUnfolded ? t("audit.lessFields") : t("audit.moreFields", { count: rest })}
        </Button>
      )}
    </Flex>
  );
}

/** A deleted record tells only what it held; empty fields say nothing. */
function useLines(entry: AuditEntry, names: ConfigurationNames): Line[] {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const isEmpty = (name: string) => entry.action === "delete" && (entry.old?.[name] ?? "") === "";

  if (entry.entity.startsWith("config.")) {
    const columns = Object.keys(entry.old ?? {}).filter((name) => !silentColumns.has(name) && !isEmpty(name));
    return columns.map((column) => {
      const named = namedColumn(column);
      return {
        key: column,
        label: named ? t(`audit.column.${named}`) : column.replaceAll("_", " "),
        show: (values) => <ConfigurationValue column={column} value={values?.[column]} names={names} />,
      };
    });
  }
  const entity = snapshot?.entities.find(({ name }) => name === entry.entity);
  const fields = entity ? changedFields(entity, entry).filter(({ name }) => !isEmpty(name)) : [];
  return fields.map((field) => ({
    key: field.name,
    label: labelOf(field.label),
    show: (values) => <HistoryValue field={field} value={values?.[field.name]} context={values ?? {}} />,
  }));
}
