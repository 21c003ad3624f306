/** The list of an entity's records: the page behind /e/:entity. */
import { Navigate, useLocation, useParams } from "react-router";
import { EntityGate } from "../EntityGate";
import { preferredQuery } from "./listPreferences";
import { RecordList } from "./RecordList";

export function RecordListPage() {
  const { entity: name = "" } = useParams();
  const { search } = useLocation();
  const preferred = search === "" ? preferredQuery(name) : "";
  if (preferred !== "") return <Navigate to={{ search: preferred }} replace />;
  return <EntityGate name={name}>{(entity) => <RecordList key={entity.name} entity={entity} />}</EntityGate>;
}
