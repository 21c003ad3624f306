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
  const readAnew = () =>
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[1] !== snapshotKey[1] && queryKey[2] !== "frozen",
    });
  const { mutateAsync, isPending } = useMutation<unknown, DataError, Run>({
    mutationFn: async ({ name, args = {} }) => {
      const answer = await database.rpc(name, args);
      if (answer.error) throw databaseError(answer.status, answer.error);
      announceWorldChange();
      await reloadWorld();
      // What is in sight shows the outcome; a document that is being edited stays as it is.
      readAnew();
      return answer.data as unknown;
    },
    // What was offered is no longer possible, so what is in sight is out of date.
    onError: ({ status }) => {
      if (status === 404 || status === 409) readAnew();
    },
  });
  return { run: mutateAsync, isRunning: isPending };
}
