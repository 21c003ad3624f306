/** All roles: what each reaches, who holds it, and what can be done to it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import type { StudioRole } from "../../data/config/rolesPage";
import { useRolesPage } from "../../data/useRolesPage";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { RoleTable } from "./RoleTable";

const CreateRoleDialog = lazy(async () => ({
  default: (await import("./CreateRoleDialog")).CreateRoleDialog,
}));
const DeleteRoleDialog = lazy(async () => ({
  default: (await import("./DeleteRoleDialog")).DeleteRoleDialog,
}));

type OpenDialog = { kind: "create"; copyOf?: StudioRole } | { kind: "delete"; role: StudioRole };

export function RolesPage() {
  const t = useText();
  const { answer: page, error, refetch } = useRolesPage();
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);

  if (!page && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!page) return <ListSkeleton />;
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("studio.pages.roles")}
        subtitle={t("roles.list.subtitle")}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setDialog({ kind: "create" })}>
            {t("roles.create.button")}
          </Button>
        }
      />
      <RoleTable
        page={page}
        onDuplicate={(role) => setDialog({ kind: "create", copyOf: role })}
        onDelete={(role) => setDialog({ kind: "delete", role })}
      />
      <Suspense>
        {dialog?.kind === "create" && (
          <CreateRoleDialog roles={page.roles} copyOf={dialog.copyOf} onClose={close} />
        )}
        {dialog?.kind === "delete" && (
          <DeleteRoleDialog role={dialog.role} roles={page.roles} onClose={close} onDeleted={close} />
        )}
      </Suspense>
    </Flex>
  );
}
