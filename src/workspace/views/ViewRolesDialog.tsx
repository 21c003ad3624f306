/** Chooses for which roles an entity opens with a view. */
import { Alert, Checkbox, Flex, Modal, Skeleton, Typography } from "antd";
import { useState } from "react";
import { useViewActions, useViewRoles } from "../../data/useViewActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import type { View } from "../../model/view";
import { useViewAttempt } from "./useViewAttempt";

interface ViewRolesDialogProps {
  entity: Entity;
  view: View;
  onClose: () => void;
}

export function ViewRolesDialog({ entity, view, onClose }: ViewRolesDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { answer: roles, error } = useViewRoles(entity.name);
  const { setDefaultView } = useViewActions();
  const attempt = useViewAttempt();
  const [isBusy, setIsBusy] = useState(false);

  const handleChange = async (roleId: string, isFirst: boolean) => {
    setIsBusy(true);
    await attempt(setDefaultView(entity.name, roleId, isFirst ? view.id : null));
    setIsBusy(false);
  };

  return (
    <Modal
      open
      title={t("views.menu.roles")}
      onCancel={onClose}
      onOk={onClose}
      cancelButtonProps={{ style: { display: "none" } }}
      okText={t("views.done")}
    >
      <Typography.Paragraph type="secondary">
        {t("views.rolesHelp", { entity: labelOf(entity.label), view: labelOf(view.label) })}
      </Typography.Paragraph>
      {error && <Alert type="error" message={error.message} />}
      {!roles && !error && <Skeleton active paragraph={{ rows: 3 }} />}
      <Flex vertical gap={8}>
        {roles?.map(({ id, label, view: first }) => (
          <Checkbox
            key={id}
            checked={first === view.id}
            disabled={isBusy}
            onChange={(event) => void handleChange(id, event.target.checked)}
          >
            {labelOf(label)}
          </Checkbox>
        ))}
      </Flex>
    </Modal>
  );
}
