/** All named conditions: what each lets through, and who depends on it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import type { StudioScope } from "../../data/config/rolesPage";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { useStudioWorld } from "../useStudioWorld";
import { ScopeTable } from "./ScopeTable";
import { ScopeOffer } from "./ScopeOffer";
import { useScopeOffer } from "./useScopeOffer";

const ScopeDialog = lazy(async () => ({ default: (await import("./ScopeDialog")).ScopeDialog }));

export function ScopesPage() {
  const t = useText();
  const { world, filterWorld, error, refetch } = useStudioWorld();
  const [edited, setEdited] = useState<StudioScope | "new">();
  const { lookAt, offer } = useScopeOffer();

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
            onChanged={(scope_id) => lookAt({ scope_id })}
            onClose={() => setEdited(undefined)}
          />
        )}
      </Suspense>
      <ScopeOffer world={world} {...offer} />
    </FilterWorldContext>
  );
}
