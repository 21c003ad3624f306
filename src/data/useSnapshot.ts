/** Everything about the member's world: role, entities, rights, labels. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Snapshot } from "../model/snapshot";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { fetchSnapshot, snapshotKey } from "./snapshotQuery";
import { useSession } from "./useSession";

export function useSnapshot() {
  const connection = useConnection();
  const { status } = useSession();
  const query = useQuery<Snapshot, DataError>({
    queryKey: snapshotKey,
    queryFn: ({ signal }) => fetchSnapshot(connection, signal),
    enabled: status === "signedIn",
    staleTime: 60_000,
    refetchOnWindowFocus: true,
    placeholderData: undefined,
  });
  const { refetch } = query;
  const reload = useCallback(async () => {
    await refetch();
  }, [refetch]);
  return { snapshot: query.data, isLoading: query.isPending, error: query.error, reload };
}
