/** Shows a page of an entity once its description is here, or says that this role has no such entity. */
import type { ReactNode } from "react";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Entity } from "../model/snapshot";
import { ErrorState } from "../ui/ErrorState";
import { ListSkeleton } from "../ui/ListSkeleton";

interface EntityGateProps {
  name: string;
  skeleton?: ReactNode;
  children: (entity: Entity) => ReactNode;
}

export function EntityGate({ name, skeleton = <ListSkeleton />, children }: EntityGateProps) {
  const t = useText();
  const label = useLabel();
  const { snapshot, isLoading, error, reload } = useSnapshot();
  if (isLoading) return <>{skeleton}</>;
  if (error) return <ErrorState error={error} onRetry={() => void reload()} />;
  const entity = snapshot?.entities.find((candidate) => candidate.name === name);
  if (entity) return <>{children(entity)}</>;
  const refusal = { status: 403, message: t("errors.reason.unknown_entity", { entity: name }) };
  return <ErrorState error={refusal} role={label(snapshot?.role.label)} />;
}
