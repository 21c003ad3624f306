/** Whether the snapshot in memory is the one of the eyes that requests are sent with. */
import type { QueryClient } from "@tanstack/react-query";
import type { Snapshot } from "../../model/snapshot";
import { snapshotKey } from "../snapshotQuery";
import { viewAsStore } from "../viewAsStore";

export function isWorldSettled(queryClient: QueryClient): boolean {
  const viewAs = queryClient.getQueryData<Snapshot>(snapshotKey)?.viewAs;
  const shown = viewAs?.member ? `member:${viewAs.member.id}` : viewAs && `role:${viewAs.role.key}`;
  return (
    (shown ?? undefined) === viewAsStore.get() && queryClient.isFetching({ queryKey: snapshotKey }) === 0
  );
}
