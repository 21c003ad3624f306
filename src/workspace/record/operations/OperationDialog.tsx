/** Asks for what an operation needs, and runs it on a record. What was typed stays when it is refused. */
import { Alert, App, Form, Modal, Typography } from "antd";
import { useMemo, useState } from "react";
import { DataError } from "../../../data/DataError";
import type { DataRecord } from "../../../data/record";
import { useEntity } from "../../../data/useEntity";
import { useRunOperation } from "../../../data/useRunOperation";
import { FieldInput } from "../../../field-types/FieldInput";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { recordTitle } from "../recordTitle";
import { argumentField } from "./argumentField";
import { OperationSubject } from "./OperationSubject";
import { useFirstValues } from "./useFirstValues";
import type { OfferedOperation } from "./useOperations";

interface OperationDialogProps {
  operation: OfferedOperation;
  record: DataRecord;
  onClose: () => void;
}

export function OperationDialog({ operation, record, onClose }: OperationDialogProps) {
  const t = useText();
  const label = useLabel();
  const { message } = App.useApp();
  const { run, isRunning } = useRunOperation();
  const [form] = Form.useForm<Record<string, unknown>>();
  const [problem, setProblem] = useState("");
  const { screen } = operation;
  const asked = useMemo(
    () => (screen.fields ?? []).filter(({ name }) => name !== "expected_version"),
    [screen.fields],
  );
  const { first, moved, emptied } = useFirstValues(form, asked, record);
  const entity = useEntity(operation.entity ?? undefined);
  const title = label(operation.label);

  const start = async (values: Record<string, unknown>) => {
    setProblem("");
    const wantsVersion = screen.fields?.some(({ name }) => name === "expected_version");
    const args = {
      [screen.key]: record.id,
      ...values,
      ...emptied(values),
      ...(wantsVersion && { expected_version: record.values["version"] }),
    };
    try {
      await run({ name: operation.name, args });
      onClose();
      void message.success(t("shell.operation.done", { operation: title }));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={entity ? `${title} · ${recordTitle(entity, record)}` : title}
      okText={title}
      okButtonProps={{ danger: screen.isDanger === true, loading: isRunning }}
      cancelText={t("general.cancel")}
      onOk={form.submit}
      onCancel={onClose}
    >
      {screen.text && <Typography.Paragraph>{label(screen.text)}</Typography.Paragraph>}
      {entity && <OperationSubject entity={entity} record={record} shows={screen.shows} />}
      {problem && <Alert type="error" showIcon message={problem} style={{ marginBottom: 16 }} />}
      {moved.length > 0 && (
        <Alert
          type="warning"
          showIcon
          message={t("workspace.conflict.meanwhile", {
            fields: moved.map((field) => label(field)).join(", "),
          })}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form form={form} layout="vertical" initialValues={first} onFinish={(values) => void start(values)}>
        {asked.map((argument, index) => (
          <Form.Item
            key={argument.name}
            name={argument.name}
            label={label(argument.label)}
            extra={label(argument.help)}
            rules={[{ required: argument.isRequired === true, message: t("workspace.invalid.required") }]}
          >
            <FieldInput field={argumentField(argument, record)} autoFocus={index === 0} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
