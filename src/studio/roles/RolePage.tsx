/** One role: fetches what is needed to edit it. */
import { useMemo } from "react";
import { useParams } from "react-router";
import { useRoleDocument } from "../../data/useRoleDocument";
import { useRolesPage } from "../../data/useRolesPage";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { toEntity } from "../toEntity";
import { RoleEditor } from "./RoleEditor";
import { RoleWorldContext } from "./RoleWorldContext";

export function RolePage() {
  const { id = "" } = useParams();
  return <LoadedRole key={id} id={id} />;
}

function LoadedRole({ id }: { id: string }) {
  const t = useText();
  const { answer: page, error: pageError, refetch: refetchPage } = useRolesPage();
  const { answer: saved, error, isFetching, refetch } = useRoleDocument(id);
  const entities = useMemo(() => page?.entities.map(toEntity) ?? [], [page]);
  const role = page?.roles.find((candidate) => candidate.id === id);
  const filterWorld = useMemo(() => ({ entities, variables: page?.variables ?? [] }), [entities, page]);
  const world = useMemo(() => page && role && { ...page, entities, role }, [page, entities, role]);

  const problem = error ?? pageError;
  const retry = () => void Promise.all([refetchPage(), refetch()]);
  if (problem && !saved) return <ErrorState error={problem} onRetry={retry} />;
  if (saved && page && !role) {
    return <ErrorState error={{ status: 404, message: t("errors.reason.unknown_role") }} />;
  }
  if (!saved || !world) return <RecordSkeleton />;
  return (
    <RoleWorldContext value={world}>
      <FilterWorldContext value={filterWorld}>
        <RoleEditor saved={saved} isFetching={isFetching} onReload={refetch} />
      </FilterWorldContext>
    </RoleWorldContext>
  );
}
