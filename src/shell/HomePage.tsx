/** The first page of the role: its first entity, until dashboards are its home. */
import { Navigate } from "react-router";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { EmptyState } from "../ui/EmptyState";
import { entityPath, navigationEntities } from "./navigationSections";

export function HomePage() {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const [first] = navigationEntities(snapshot);
  if (first) return <Navigate to={entityPath(first.name)} replace />;
  const role = labelOf(snapshot.role.label);
  return (
    <EmptyState title={t("shell.state.nothingTitle")} description={t("shell.state.nothingText", { role })} />
  );
}
