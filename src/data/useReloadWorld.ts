/** Fetches the snapshot anew and drops every answer that was given under the old one. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { snapshotKey } from "./snapshotQuery";
import { onWorldChange } from "./tabs";

export function useReloadWorld(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await queryClient.refetchQueries({ queryKey: snapshotKey });
    queryClient.removeQueries({
      type: "inactive",
      predicate: ({ queryKey }) => queryKey[1] !== snapshotKey[1],
    });
  }, [queryClient]);
}

/** Follows changes that another tab made. */
export function useFollowTabs(): void {
  const reloadWorld = useReloadWorld();
  useEffect(() => onWorldChange(() => void reloadWorld()), [reloadWorld]);
}
