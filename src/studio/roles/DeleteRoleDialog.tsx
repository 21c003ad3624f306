/** Deletes a role; those who hold it get another one first. */
import { Alert, App, Form, Modal, Select, Typography } from "antd";
import { useState } from "react";
import type { StudioRole } from "../../data/config/rolesPage";
import { DataError } from "../../data/DataError";
import { useDeleteRole } from "../../data/useRoleActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { HolderList } from "./HolderList";

interface DeleteRoleDialogProps {
  role: StudioRole;
  roles: readonly StudioRole[];
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteRoleDialog({ role, roles, onClose, onDeleted }: DeleteRoleDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { deleteRole, isDeleting } = useDeleteRole();
  const [successor, setSuccessor] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const isHeld = role.members.length > 0;

  const handleDelete = async () => {
    try {
      await deleteRole(role.id, successor);
      void message.success(t("roles.delete.done", { role: labelOf(role.label) }));
      onDeleted();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };

  return (
    <Modal
      open
      title={t("roles.delete.title", { role: labelOf(role.label) })}
      okText={t("roles.delete.ok")}
      okButtonProps={{ danger: true, disabled: isHeld && !successor, loading: isDeleting }}
      onOk={() => void handleDelete()}
      onCancel={onClose}
      width={460}
    >
      <Typography.Paragraph>{t("roles.delete.text")}</Typography.Paragraph>
      {isHeld && (
        <Form layout="vertical">
          <Form.Item label={t("roles.delete.holders", { count: role.members.length })}>
            <HolderList members={role.members} />
          </Form.Item>
          <Form.Item label={t("roles.delete.successor")} required>
            <Select
              value={successor}
              onChange={setSuccessor}
              options={roles
                .filter(({ id, is_active }) => id !== role.id && is_active)
                .map(({ id, label }) => ({ value: id, label: labelOf(label) }))}
              showSearch
              optionFilterProp="label"
              placeholder={t("roles.delete.choose")}
              aria-label={t("roles.delete.successor")}
            />
          </Form.Item>
        </Form>
      )}
      {problem !== undefined && <Alert type="error" message={problem} showIcon role="alert" />}
    </Modal>
  );
}
