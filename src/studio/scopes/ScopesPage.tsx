/** All named conditions: what each lets through, and who depends on it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import type { StudioScope } from "../../data/config/rolesPage";
import { type ScopeCost, useScopeCost } from "../../data/useScopeCost";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { useStudioWorld } from "../useStudioWorld";
import { ScopeTable } from "./ScopeTable";

const ScopeDialog = lazy(async () => ({ default: (await import("./ScopeDialog")).ScopeDialog }));
const ScopeCostDialog = lazy(async () => ({
  default: (await import("./ScopeCostDialog")).ScopeCostDialog,
}));

export function ScopesPage() {
  const t = useText();
  const { world, filterWorld, error, refetch } = useStudioWorld();
  const [edited, setEdited] = useState<StudioScope | "new">();
  const [costs, setCosts] = useState<readonly ScopeCost[]>([]);
  const askCost = useScopeCost();
  // Only a hint: without an answer the saved condition holds all the same.
  const lookAtCost = (id: string) => void askCost(id).then(setCosts, () => setCosts([]));

  if (!world && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!world) return <ListSkeleton />;
  return (
    <FilterWorldContext value={filterWorld}>
      <Flex vertical gap={16}>
        <PageHeader
          title={t("studio.pages.scopes")}
          subtitle={t("scopes.subtitle")}
          actions={
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
              {t("roles.scope.new")}
            </Button>
          }
        />
        <ScopeTable world={world} onEdit={setEdited} />
      </Flex>
      <Suspense>
        {edited !== undefined && (
          <ScopeDialog
            world={world}
            scope={edited === "new" ? undefined : edited}
            onChanged={lookAtCost}
            onClose={() => setEdited(undefined)}
          />
        )}
        {costs.length > 0 && <ScopeCostDialog world={world} costs={costs} onClose={() => setCosts([])} />}
      </Suspense>
    </FilterWorldContext>
  );
}
