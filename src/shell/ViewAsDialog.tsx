/** Chooses the member through whose eyes this tab shall look. */
import { App, Form, Modal, Select, Typography } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useViewAs } from "../data/useViewAs";
import { useText } from "../i18n/useText";
import type { Person } from "../model/snapshot";

interface ViewAsDialogProps {
  people: readonly Person[];
  onClose: () => void;
}

export function ViewAsDialog({ people, onClose }: ViewAsDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { viewAs } = useViewAs();
  const [personId, setPersonId] = useState<string>();
  const [isStarting, setStarting] = useState(false);

  const handleStart = async () => {
    setStarting(true);
    const refusal = await viewAs(`member:${personId ?? ""}`);
    setStarting(false);
    if (refusal) return void message.error(refusal.message);
    onClose();
    await navigate("/");
  };

  return (
    <Modal
      open
      onCancel={onClose}
      title={t("shell.role.viewAsTitle")}
      okText={t("shell.role.start")}
      okButtonProps={{ disabled: personId === undefined, loading: isStarting }}
      onOk={() => void handleStart()}
      width={420}
    >
      <Typography.Paragraph type="secondary">{t("shell.role.viewAsText")}</Typography.Paragraph>
      <Form.Item label={t("shell.role.choosePerson")} layout="vertical" style={{ marginBottom: 8 }}>
        <Select
          showSearch
          optionFilterProp="label"
          value={personId}
          onChange={setPersonId}
          options={people
            .filter(({ isActive }) => isActive)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </Modal>
  );
}
