/** One change of a record: who, when, in which role, every field old and new, and the way back. */
import { RollbackOutlined } from "@ant-design/icons";
import { Button, Flex, theme, Typography } from "antd";
import { useState } from "react";
import type { AuditEntry } from "../../../data/config/auditEntry";
import type { DataRecord } from "../../../data/record";
import { useSnapshot } from "../../../data/useSnapshot";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity, Field } from "../../../model/snapshot";
import { Portrait } from "../../../ui/Portrait";
import { changedFields } from "../../../view-types/history/changedFields";
import { EntryHead } from "../../../view-types/history/EntryHead";
import { FieldChange } from "../../../view-types/history/FieldChange";
import { HistoryValue } from "../../../view-types/history/HistoryValue";
import { RevertDialog } from "./RevertDialog";

interface HistoryEntryProps {
  entity: Entity;
  record: DataRecord;
  entry: AuditEntry;
  /** Name of the one field that the reader asked for. */
  onlyField: string | undefined;
}

export function HistoryEntry({ entity, record, entry, onlyField }: HistoryEntryProps) {
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const { snapshot } = useSnapshot();
  const [reverting, setReverting] = useState<Field[]>();

  const fields = changedFields(entity, entry);
  const shown = fields.filter(({ name }) => !onlyField || name === onlyField);
  const mayRevert = entry.action === "update" && entity.actions.update && !snapshot?.viewAs;
  const revertible = mayRevert
    ? fields.filter(({ canUpdate, isGenerated }) => canUpdate && !isGenerated)
    : [];
  const show = (field: Field, values: AuditEntry["old"]) => (
    <HistoryValue field={field} value={values?.[field.name]} context={record.values} />
  );

  return (
    <Flex
      component="li"
      gap={12}
      style={{ paddingBlock: 12, borderBottom: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Portrait name={entry.memberName ?? t("audit.automatic")} size={28} />
      <Flex vertical gap={4} style={{ flex: 1, minWidth: 0 }}>
        <EntryHead entry={entry} />
        {entry.action === "create" && <span>{t("audit.history.created")}</span>}
        {entry.action === "delete" && <span>{t("audit.history.deleted")}</span>}
        {entry.action === "update" && fields.length === 0 && (
          <Typography.Text type="secondary">{t("audit.history.hiddenFields")}</Typography.Text>
        )}
        {entry.action === "update" &&
          shown.map((field) => (
            <FieldChange
              key={field.name}
              label={labelOf(field.label)}
              before={show(field, entry.old)}
              after={show(field, entry.new)}
              action={
                revertible.includes(field) && (
                  <Button
                    type="text"
                    size="small"
                    icon={<RollbackOutlined />}
                    aria-label={t("audit.history.revertField", { field: labelOf(field.label) })}
                    title={t("audit.history.revertField", { field: labelOf(field.label) })}
                    onClick={() => setReverting([field])}
                  />
                )
              }
            />
          ))}
        {revertible.length > 1 && !onlyField && (
          <Button
            size="small"
            icon={<RollbackOutlined />}
            style={{ alignSelf: "flex-start", marginTop: 4 }}
            onClick={() => setReverting(revertible)}
          >
            {t("audit.history.revertAll")}
          </Button>
        )}
        {reverting && (
          <RevertDialog
            {...{ entity, record, entry }}
            fields={reverting}
            onClose={() => setReverting(undefined)}
          />
        )}
      </Flex>
    </Flex>
  );
}
