/** Gives a field another type, after showing which of its values would not fit. */
import { Alert, App, Checkbox, Flex, Form, Modal, Table, Typography } from "antd";
import { useState } from "react";
import type { StudioFieldRow } from "../../data/config/fieldsPage";
import { DataError } from "../../data/DataError";
import { usePublish } from "../../data/usePublish";
import { type TypeRehearsal, useRehearseType } from "../../data/useRehearseType";
import { TypeSelect } from "../../field-editor/TypeSelect";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { type FieldTypeName, fieldTypeNames } from "../../model/snapshot";

const neverConverted: readonly FieldTypeName[] = ["relation", "relations", "person", "auto_number"];
const convertibleTypes = fieldTypeNames.filter((name) => !neverConverted.includes(name));

interface TypeDialogProps {
  entity: string;
  field: StudioFieldRow;
  onClose: () => void;
}

export function TypeDialog({ entity, field, onClose }: TypeDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const rehearse = useRehearseType();
  const { publish, isPublishing } = usePublish();
  const [type, setType] = useState(field.type);
  const [report, setReport] = useState<TypeRehearsal>();
  const [mayClear, setMayClear] = useState(false);
  const [problem, setProblem] = useState<string>();

  const attempt = async (step: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await step();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const choose = (next: FieldTypeName) => {
    setType(next);
    setReport(undefined);
    setMayClear(false);
    if (next !== field.type) void attempt(async () => setReport(await rehearse(entity, field.name, next)));
  };
  const save = () =>
    attempt(async () => {
      const misfits = mayClear ? "clear" : "refuse";
      await publish({ kind: "change_type", entity, field: field.name, type, misfits });
      void message.success(t("fields.saved"));
      onClose();
    });

  return (
    <Modal
      open
      title={t("fields.typeTitle", { field: labelOf(field.label) })}
      okText={t("fields.changeType")}
      okButtonProps={{
        disabled: !report || (report.misfits > 0 && !mayClear),
        danger: mayClear,
        loading: isPublishing,
      }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label={t("fields.type")}>
          <TypeSelect value={type} types={convertibleTypes} onChange={choose} />
        </Form.Item>
      </Form>
      <Flex vertical gap={12}>
        {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
        {report?.misfits === 0 && (
          <Alert type="success" showIcon message={t("fields.allFit", { count: report.fits })} />
        )}
        {report && report.misfits > 0 && (
          <>
            <Alert
              type="warning"
              showIcon
              message={t("fields.misfits", { misfits: report.misfits, all: report.fits + report.misfits })}
            />
            <Table
              size="small"
              rowKey="id"
              dataSource={report.samples}
              pagination={false}
              scroll={{ y: 240 }}
              columns={[
                { key: "title", dataIndex: "title", title: t("fields.record") },
                {
                  key: "value",
                  title: t("fields.value"),
                  render: (_, { value }) => <Typography.Text code>{value}</Typography.Text>,
                },
              ]}
            />
            <Checkbox checked={mayClear} onChange={(event) => setMayClear(event.target.checked)}>
              {t("fields.clearMisfits")}
            </Checkbox>
          </>
        )}
      </Flex>
    </Modal>
  );
}
