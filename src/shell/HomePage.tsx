/** The first page of the role: its first entity, until dashboards are its home. */
import { InboxOutlined } from "@ant-design/icons";
import { Navigate } from "react-router";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { StateMessage } from "../ui/StateMessage";
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
    <StateMessage
      icon={<InboxOutlined />}
      title={t("shell.state.nothingTitle")}
      text={t("shell.state.nothingText", { role })}
    />
  );
}
