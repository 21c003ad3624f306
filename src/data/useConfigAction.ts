/** Changes the configuration; menus, lists and all its pages follow, in other tabs too. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { announceWorldChange } from "./tabs";
import { type ConfigArgs, configKey } from "./useConfigQuery";
import { useReloadWorld } from "./useReloadWorld";

interface ConfigActionOptions {
  /** Asks without changing anything, as a review does. */
  isQuestion?: boolean;
}

/** `run` throws DataError. */
export function useConfigAction<Answer>(
  functionName: string,
  parse: (answer: unknown) => Answer,
  { isQuestion = false }: ConfigActionOptions = {},
) {
  const { configuration } = useConnection();
  const queryClient = useQueryClient();
  const reloadWorld = useReloadWorld();
  const { mutateAsync, isPending } = useMutation<Answer, DataError, ConfigArgs>({
    mutationFn: async (args) => {
      const answer = await configuration.rpc(functionName, args);
      if (answer.error) throw databaseError(answer.status, answer.error);
      if (!isQuestion) {
        announceWorldChange();
        await reloadWorld();
        await queryClient.invalidateQueries({
          queryKey: configKey,
          predicate: ({ queryKey }) => queryKey[2] !== "frozen",
        });
      }
      return parse(answer.data as unknown);
    },
  });
  return { run: mutateAsync, isRunning: isPending };
}
