/** What a version changed against the one before it. */
import { Alert, Skeleton } from "antd";
import { useVersionChanges } from "../../data/useVersions";
import { RoleChangesList } from "../review/RoleChangesList";
import type { StudioWorld } from "../StudioWorld";

interface VersionChangesProps {
  id: number;
  world: StudioWorld;
}

export function VersionChanges({ id, world }: VersionChangesProps) {
  const { answer: changes, error } = useVersionChanges(id);
  if (error) return <Alert type="error" showIcon message={error.message} />;
  if (!changes) return <Skeleton active paragraph={{ rows: 2 }} />;
  return <RoleChangesList changes={changes} world={world} />;
}
