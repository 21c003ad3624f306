/** Makes a new kind of records: name, place in the menu; the table comes with everything a table needs. */
import { Alert, Form, Modal, Select } from "antd";
import { useState } from "react";
import { DataError } from "../../data/DataError";
import { usePublish } from "../../data/usePublish";
import { useSnapshot } from "../../data/useSnapshot";
import { wishedName } from "../../field-editor/wishedName";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { completeLabel, emptyLabel, isEmptyLabel } from "../completeLabel";
import { LabelInput } from "../LabelInput";

interface EntityDialogProps {
  /** Names of the entities that are there. */
  known: readonly string[];
  onClose: () => void;
  onCreated: (name: string | undefined) => void;
}

export function EntityDialog({ known, onClose, onCreated }: EntityDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { publish, isPublishing } = usePublish();
  const [label, setLabel] = useState(emptyLabel);
  const [group, setGroup] = useState<string>();
  const [problem, setProblem] = useState<string>();

  const create = async () => {
    setProblem(undefined);
    const complete = completeLabel(label);
    try {
      const world = await publish({
        kind: "create_entity",
        label: complete,
        name: wishedName(complete.en),
        ...(group !== undefined && { group }),
      });
      onCreated(world?.entities.find(({ name }) => !known.includes(name))?.name);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={t("fields.newEntity")}
      okText={t("fields.createEntity")}
      okButtonProps={{ disabled: isEmptyLabel(label), loading: isPublishing }}
      onOk={() => void create()}
      onCancel={onClose}
    >
      <Form layout="vertical" component="div">
        {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
        <Form.Item label={t("fields.name")} extra={t("fields.entityHelp")}>
          <LabelInput value={label} onChange={setLabel} name={t("fields.name")} autoFocus />
        </Form.Item>
        <Form.Item label={t("fields.group")}>
          <Select
            value={group}
            onChange={setGroup}
            options={snapshot?.groups.map((each) => ({ value: each.key, label: labelOf(each.label) })) ?? []}
            allowClear
            aria-label={t("fields.group")}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
