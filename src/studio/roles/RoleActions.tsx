/** The buttons at the head of a role: look through its eyes, ask why, give up, review and save. */
import { EyeOutlined, QuestionCircleOutlined } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import type { StudioRole } from "../../data/config/rolesPage";
import { useText } from "../../i18n/useText";
import { RoleMenu } from "./RoleMenu";
import { useRoleWorld } from "./RoleWorldContext";
import { useViewAsRole } from "./useViewAsRole";

const CreateRoleDialog = lazy(async () => ({
  default: (await import("./CreateRoleDialog")).CreateRoleDialog,
}));
const DeleteRoleDialog = lazy(async () => ({
  default: (await import("./DeleteRoleDialog")).DeleteRoleDialog,
}));
const WhyDialog = lazy(async () => ({ default: (await import("./why/WhyDialog")).WhyDialog }));

interface RoleActionsProps {
  hasChanges: boolean;
  isBusy: boolean;
  onDiscard: () => void;
  onReview: () => void;
}

type OpenDialog = "why" | "duplicate" | "delete";

export function RoleActions({ hasChanges, isBusy, onDiscard, onReview }: RoleActionsProps) {
  const t = useText();
  const navigate = useNavigate();
  const { role, roles } = useRoleWorld();
  const viewAsRole = useViewAsRole();
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  const copyOf: StudioRole | undefined = dialog === "duplicate" ? role : undefined;

  return (
    <>
      {hasChanges && (
        <Tag color="warning" style={{ alignSelf: "center" }}>
          {t("roles.edit.unsaved")}
        </Tag>
      )}
      {viewAsRole && !hasChanges && role.is_active && (
        <Button icon={<EyeOutlined />} onClick={() => void viewAsRole(role.key)}>
          {t("roles.menu.viewAs")}
        </Button>
      )}
      {!hasChanges && (
        <Button icon={<QuestionCircleOutlined />} onClick={() => setDialog("why")}>
          {t("roles.why.button")}
        </Button>
      )}
      {hasChanges && <Button onClick={onDiscard}>{t("roles.edit.discard")}</Button>}
      <Button type="primary" disabled={!hasChanges} loading={isBusy} onClick={onReview}>
        {t("roles.edit.review")}
      </Button>
      <RoleMenu role={role} onDuplicate={() => setDialog("duplicate")} onDelete={() => setDialog("delete")} />
      <Suspense>
        {copyOf && <CreateRoleDialog roles={roles} copyOf={copyOf} onClose={close} />}
        {dialog === "delete" && (
          <DeleteRoleDialog
            role={role}
            roles={roles}
            onClose={close}
            onDeleted={() => void navigate("/studio/roles")}
          />
        )}
        {dialog === "why" && <WhyDialog onClose={close} />}
      </Suspense>
    </>
  );
}
