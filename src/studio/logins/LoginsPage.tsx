/** Read-only logins for reporting tools: whose, until when. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import type { BiLogin } from "../../data/config/biLogins";
import { useBiLoginActions, useBiLogins } from "../../data/useBiLogins";
import { useRolesPage } from "../../data/useRolesPage";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { useConfirmAction } from "../useConfirmAction";
import { LoginsTable } from "./LoginsTable";

const NewLoginDialog = lazy(async () => ({ default: (await import("./NewLoginDialog")).NewLoginDialog }));
const ExtendLoginDialog = lazy(async () => ({
  default: (await import("./ExtendLoginDialog")).ExtendLoginDialog,
}));

export function LoginsPage() {
  const t = useText();
  const confirm = useConfirmAction();
  const { logins, error, refetch } = useBiLogins();
  const { answer: studio } = useRolesPage();
  const { remove } = useBiLoginActions();
  const [isCreating, setCreating] = useState(false);
  const [extended, setExtended] = useState<BiLogin>();

  const handleDelete = ({ id, label }: BiLogin) =>
    confirm({
      title: t("members.logins.deleteTitle", { label }),
      text: t("members.logins.deleteText"),
      okText: t("members.logins.delete"),
      isDangerous: true,
      run: () => remove({ id }),
      done: t("members.logins.deleted"),
    });

  if (error && !logins) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!logins) return <ListSkeleton rows={4} />;
  const createButton = (
    <Button type="primary" icon={<PlusOutlined />} disabled={!studio} onClick={() => setCreating(true)}>
      {t("members.logins.create")}
    </Button>
  );
  return (
    <Flex vertical gap={16}>
      <PageHeader
        title={t("members.logins.title")}
        subtitle={t("members.logins.subtitle")}
        actions={logins.length > 0 && createButton}
      />
      {logins.length === 0 ? (
        <EmptyState
          title={t("members.logins.empty")}
          description={t("members.logins.emptyText")}
          action={createButton}
        />
      ) : (
        <LoginsTable logins={logins} onExtend={setExtended} onDelete={handleDelete} />
      )}
      <Suspense>
        {isCreating && studio && <NewLoginDialog studio={studio} onClose={() => setCreating(false)} />}
        {extended && <ExtendLoginDialog login={extended} onClose={() => setExtended(undefined)} />}
      </Suspense>
    </Flex>
  );
}
