/** Makes or changes a record. Nothing that was typed is lost when saving fails. */
import { Alert, App, Button, Flex, Form, Typography } from "antd";
import { useEffect, useMemo } from "react";
import type { DataRecord } from "../../data/record";
import { FormFields } from "../../form-layout/FormFields";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { RecordDetails } from "../record/RecordDetails";
import { WhyButton } from "../record/why/WhyButton";
import { ConflictNotice } from "./ConflictNotice";
import { editableFields } from "./editableFields";
import { readOnlyFields, splitByLayout } from "./readOnlyFields";
import type { FormValues } from "./recordChanges";
import { useRecordForm } from "./useRecordForm";

interface RecordFormProps {
  entity: Entity;
  /** Absent = a new record is made. */
  record?: DataRecord;
  presets?: FormValues;
  /** Offers these fields alone, for a part of a record that is edited in place. */
  only?: readonly string[];
  isNarrow: boolean;
  onSaved: (record: DataRecord) => void;
  onCancel: () => void;
}

export function RecordForm({ entity, record, presets, only, isNarrow, onSaved, onCancel }: RecordFormProps) {
  const t = useText();
  const { modal } = App.useApp();
  const isNew = record === undefined;
  const fields = useMemo(
    () => editableFields(entity, isNew).filter((field) => !only || only.includes(field.name)),
    [entity, isNew, only],
  );
  const readOnly = useMemo(() => (isNew || only ? [] : readOnlyFields(entity)), [entity, isNew, only]);
  const layout = only ? undefined : entity.form?.layout;
  const { placed, others: shown } = splitByLayout(readOnly, layout);
  const state = useRecordForm({ entity, fields, record, presets });
  const { form, firstInputs, changed, problem, conflict, saved, isSaving } = state;

  // After the render in which the guard has let go, or it would block the way out.
  useEffect(() => {
    if (saved) onSaved(saved);
  }, [saved, onSaved]);

  const handleCancel = () => {
    if (changed.length === 0) {
      onCancel();
      return;
    }
    modal.confirm({
      title: t("workspace.form.discardTitle"),
      okText: t("workspace.form.discard"),
      okButtonProps: { danger: true },
      cancelText: t("workspace.form.keepEditing"),
      onOk: onCancel,
    });
  };

  return (
    <Form<FormValues>
      form={form}
      layout="vertical"
      initialValues={firstInputs}
      onValuesChange={state.handleValuesChange}
      onFinish={() => void state.save()}
      onFinishFailed={({ errorFields: [first] }) => first && state.reveal(String(first.name[0]))}
      scrollToFirstError={{ behavior: "smooth", block: "center" }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        form.submit();
      }}
      style={{ maxWidth: 960 }}
    >
      <UnsavedChangesGuard hasChanges={changed.length > 0 && !saved} parameter="r" />
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      {conflict && (
        <ConflictNotice
          {...{ entity, conflict, changed }}
          onReload={state.takeTheirs}
          onKeep={() => void state.keepMine()}
        />
      )}
      <FormFields
        {...{ fields, layout, record, isNarrow }}
        shown={placed}
        effects={state.effects}
        revealed={state.revealed}
      />
      <Flex gap={8} align="center" style={{ marginBlock: 8 }}>
        <Button type="primary" htmlType="submit" loading={isSaving} disabled={!isNew && changed.length === 0}>
          {isNew ? t("workspace.form.create") : t("general.save")}
        </Button>
        <Button onClick={handleCancel}>{t("general.cancel")}</Button>
        {!isNew && changed.length > 0 && (
          <Typography.Text type="secondary">
            {t("workspace.form.changed", { count: changed.length })}
          </Typography.Text>
        )}
      </Flex>
      {record && shown.length > 0 && (
        <Flex vertical gap={8} style={{ marginTop: 24 }}>
          <Flex gap={8} align="center" wrap>
            <Typography.Text type="secondary">{t("workspace.form.readOnly")}</Typography.Text>
            <WhyButton
              entityName={entity.name}
              recordId={String(record.id)}
              record={record}
              field={shown[0]?.name}
            />
          </Flex>
          <RecordDetails entity={entity} record={record} isNarrow={isNarrow} fields={shown} />
        </Flex>
      )}
    </Form>
  );
}
