/** The first page: the work queues of the role; without any, its first entity. */
import { InboxOutlined } from "@ant-design/icons";
import { lazy } from "react";
import { Navigate } from "react-router";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { StateMessage } from "../ui/StateMessage";
import { queuesOf } from "./home/queuesOf";
import { entityPath, navigationEntities } from "./navigationSections";

const QueuesPage = lazy(async () => ({ default: (await import("./home/QueuesPage")).QueuesPage }));

export function HomePage() {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const queues = queuesOf(snapshot);
  if (queues.length > 0) return <QueuesPage {...{ snapshot, queues }} />;
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
