/** Somebody else was quicker: shows what they changed, and lets the reader take it or keep their own. */
import { Alert, Button, Descriptions, Flex } from "antd";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { columnChoices } from "../../model/listColumns";
import { isSameValue } from "./recordChanges";
import type { Conflict } from "./useRecordForm";

interface ConflictNoticeProps {
  entity: Entity;
  conflict: Conflict;
  /** Names of the fields that the reader changed. */
  changed: string[];
  onReload: () => void;
  onKeep: () => void;
}

export function ConflictNotice({ entity, conflict, changed, onReload, onKeep }: ConflictNoticeProps) {
  const t = useText();
  const label = useLabel();
  const { before, now } = conflict;
  const theirs = columnChoices(entity).filter(
    (field) =>
      !field.isGenerated &&
      field.name !== entity.versionField &&
      field.name !== "updated_at" &&
      !isSameValue(before.values[field.name], now.values[field.name]),
  );

  return (
    <Alert
      type="warning"
      showIcon
      message={t("workspace.conflict.title")}
      style={{ marginBottom: 16 }}
      description={
        <Flex vertical gap={12}>
          <Descriptions
            size="small"
            column={1}
            items={theirs.map((field) => ({
              key: field.name,
              label: label(field.label),
              children: (
                <Flex gap={8} wrap>
                  <FieldDisplay field={field} record={before} />→<FieldDisplay field={field} record={now} />
                  {changed.includes(field.name) && t("workspace.conflict.both")}
                </Flex>
              ),
            }))}
          />
          <Flex gap={8} wrap>
            <Button onClick={onReload}>{t("workspace.conflict.reload")}</Button>
            <Button type="primary" onClick={onKeep}>
              {t("workspace.conflict.keep")}
            </Button>
          </Flex>
        </Flex>
      }
    />
  );
}
