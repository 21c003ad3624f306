/** One role: fetches what is needed to edit it. */
import { useMemo } from "react";
import { useParams } from "react-router";
import { useRoleDocument } from "../../data/useRoleDocument";
import { FilterWorldContext } from "../../filter/FilterWorldContext";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { useStudioWorld } from "../useStudioWorld";
import { RoleEditor } from "./RoleEditor";
import { RoleWorldContext } from "./RoleWorldContext";

export function RolePage() {
  const { id = "" } = useParams();
  return <LoadedRole key={id} id={id} />;
}

function LoadedRole({ id }: { id: string }) {
  const t = useText();
  const { world, filterWorld, error: worldError, refetch: refetchWorld } = useStudioWorld();
  const { answer: saved, error, isFetching, refetch } = useRoleDocument(id);
  const role = world?.roles.find((candidate) => candidate.id === id);
  const roleWorld = useMemo(() => world && role && { ...world, role }, [world, role]);

  const problem = error ?? worldError;
  const retry = () => void Promise.all([refetchWorld(), refetch()]);
  if (problem && !saved) return <ErrorState error={problem} onRetry={retry} />;
  if (saved && world && !role) {
    return <ErrorState error={{ status: 404, message: t("roles.gone") }} />;
  }
  if (!saved || !roleWorld) return <RecordSkeleton />;
  return (
    <RoleWorldContext value={roleWorld}>
      <FilterWorldContext value={filterWorld}>
        <RoleEditor saved={saved} isFetching={isFetching} onReload={refetch} />
      </FilterWorldContext>
    </RoleWorldContext>
  );
}
