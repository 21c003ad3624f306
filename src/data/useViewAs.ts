/** Look through another role's or member's eyes, read-only, in this tab. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import { DataError } from "./DataError";
import { fetchSnapshot, snapshotKey } from "./snapshotQuery";
import { useSnapshot } from "./useSnapshot";
import { viewAsStore } from "./viewAsStore";

export function useViewAs() {
  const { snapshot } = useSnapshot();
  const connection = useConnection();
  const queryClient = useQueryClient();

  /** `target` is "role:<key>" or "member:<uuid>"; undefined = one's own eyes again. Returns the refusal, if any. */
  const viewAs = useCallback(
    async (target: string | undefined): Promise<DataError | undefined> => {
      const before = viewAsStore.get();
      viewAsStore.set(target);
      try {
        queryClient.setQueryData(snapshotKey, await fetchSnapshot(connection));
      } catch (error) {
        viewAsStore.set(before);
        if (error instanceof DataError) return error;
        throw error;
      }
    },
    [connection, queryClient],
  );

  return { current: snapshot?.viewAs ?? null, viewAs };
}
