/** Names a new role and says what it begins with: nothing, or the rights of another role. */
import { App, Form, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { StudioRole } from "../../data/config/rolesPage";
import { DataError } from "../../data/DataError";
import { useCreateRole } from "../../data/useRoleActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Label } from "../../model/label";
import { completeLabel, emptyLabel, isEmptyLabel } from "../completeLabel";
import { LabelInput } from "../LabelInput";

interface CreateRoleDialogProps {
  roles: readonly StudioRole[];
  copyOf: StudioRole | undefined;
  onClose: () => void;
}

const copyLabel = ({ label }: StudioRole): Label => ({
  en: `${label.en} (copy)`,
  "zh-CN": `${label["zh-CN"]}（副本）`,
});

export function CreateRoleDialog({ roles, copyOf, onClose }: CreateRoleDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { createRole, isCreating } = useCreateRole();
  const [label, setLabel] = useState(copyOf ? copyLabel(copyOf) : emptyLabel);
  const [source, setSource] = useState(copyOf?.id ?? "");

  const handleCreate = async () => {
    if (isEmptyLabel(label)) return;
    try {
      const id = await createRole(completeLabel(label), source || undefined);
      onClose();
      void message.success(t("roles.create.done"));
      await navigate(`/studio/roles/${id}`);
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    }
  };

  return (
    <Modal
      open
      title={t(copyOf ? "roles.create.copyTitle" : "roles.create.title")}
      okText={t("roles.create.ok")}
      okButtonProps={{ disabled: isEmptyLabel(label), loading: isCreating }}
      onOk={() => void handleCreate()}
      onCancel={onClose}
      width={460}
    >
      <Form layout="vertical" onSubmitCapture={() => void handleCreate()}>
        <Form.Item label={t("roles.create.name")} extra={t("roles.create.nameHelp")}>
          <LabelInput value={label} onChange={setLabel} name={t("roles.create.name")} autoFocus />
        </Form.Item>
        <Form.Item label={t("roles.create.startWith")}>
          <Select
            value={source}
            onChange={setSource}
            options={[
              { value: "", label: t("roles.create.nothing") },
              ...roles.map((role) => ({
                value: role.id,
                label: t("roles.create.likeRole", { role: labelOf(role.label) }),
              })),
            ]}
            showSearch
            optionFilterProp="label"
            aria-label={t("roles.create.startWith")}
          />
        </Form.Item>
        <input type="submit" hidden />
      </Form>
    </Modal>
  );
}
