/** The list of an entity's records: the page behind /e/:entity. */
import { lazy, Suspense } from "react";
import { Navigate, useLocation, useParams } from "react-router";
import type { Entity } from "../../model/snapshot";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { EntityGate } from "../EntityGate";
import { preferredQuery } from "./listPreferences";
import { RecordList } from "./RecordList";

const OpenedView = lazy(async () => ({ default: (await import("../views/OpenedView")).OpenedView }));

export function RecordListPage() {
  const { entity: name = "" } = useParams();
  return <EntityGate name={name}>{(entity) => <OpenedList key={entity.name} entity={entity} />}</EntityGate>;
}

/** A bare address opens the first view of the role, else what the reader likes; a link to a view opens that one. */
function OpenedList({ entity }: { entity: Entity }) {
  const { search } = useLocation();
  const linked = new URLSearchParams(search).get("view");
  const first = search === "" ? entity.views.find(({ isDefault }) => isDefault) : undefined;
  if (linked !== null || first) {
    const view = first ?? entity.views.find(({ id }) => id === linked);
    return (
      <Suspense fallback={<ListSkeleton />}>
        <OpenedView view={view} />
      </Suspense>
    );
  }
  const preferred = search === "" ? preferredQuery(entity.name) : "";
  if (preferred !== "") return <Navigate to={{ search: preferred }} replace />;
  return <RecordList entity={entity} />;
}
