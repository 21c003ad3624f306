/** Asks before old values are written back: shows what is there now and what will be. */
import { Alert, App, Modal } from "antd";
import { useState } from "react";
import type { AuditEntry } from "../../../data/config/auditEntry";
import { DataError } from "../../../data/DataError";
import type { DataRecord } from "../../../data/record";
import { useRevertChange } from "../../../data/useRevertChange";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity, Field } from "../../../model/snapshot";
import { FieldChange } from "../../../view-types/history/FieldChange";
import { HistoryValue } from "../../../view-types/history/HistoryValue";
import { isSameValue } from "../../form/recordChanges";

interface RevertDialogProps {
  entity: Entity;
  record: DataRecord;
  entry: AuditEntry;
  fields: Field[];
  onClose: () => void;
}

export function RevertDialog({ entity, record, entry, fields, onClose }: RevertDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { revert, isReverting } = useRevertChange(entity.name);
  const [problem, setProblem] = useState<string>();
  const hasMoved = fields.some(({ name }) => !isSameValue(record.values[name], entry.new?.[name]));

  const handleOk = async () => {
    setProblem(undefined);
    try {
      await revert({ entryId: entry.id, fields: fields.map(({ name }) => name) });
      void message.success(t("audit.history.reverted"));
      onClose();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={t("audit.history.revertTitle")}
      okText={t("audit.history.revert")}
      cancelText={t("general.cancel")}
      confirmLoading={isReverting}
      onOk={() => void handleOk()}
      onCancel={onClose}
    >
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 12 }} />}
      {hasMoved && (
        <Alert type="warning" showIcon message={t("audit.history.moved")} style={{ marginBottom: 12 }} />
      )}
      {fields.map((field) => (
        <FieldChange
          key={field.name}
          label={labelOf(field.label)}
          before={<HistoryValue field={field} value={record.values[field.name]} context={record.values} />}
          after={<HistoryValue field={field} value={entry.old?.[field.name]} context={record.values} />}
        />
      ))}
    </Modal>
  );
}
