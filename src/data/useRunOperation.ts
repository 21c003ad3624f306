/** Runs an operation of the database; whatever the app shows is read anew afterwards. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { snapshotKey } from "./snapshotQuery";
import { announceWorldChange } from "./tabs";
import { useReloadWorld } from "./useReloadWorld";

interface Run {
  name: string;
  args?: Record<string, unknown>;
}

/** `run` throws DataError. */
export function useRunOperation() {
  const { database } = useConnection();
  const queryClient = useQueryClient();
  const reloadWorld = useReloadWorld();
  const { mutateAsync, isPending } = useMutation<unknown, DataError, Run>({
    mutationFn: async ({ name, args = {} }) => {
      const answer = await database.rpc(name, args);
      if (answer.error) throw databaseError(answer.status, answer.error);
      announceWorldChange();
      await reloadWorld();
      // What is in sight shows the outcome; a document that is being edited stays as it is.
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] !== snapshotKey[1] && queryKey[2] !== "frozen",
      });
      return answer.data as unknown;
    },
  });
  return { run: mutateAsync, isRunning: isPending };
}
