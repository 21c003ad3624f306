/** Calls a function that changes something beside the configuration; named answers are asked for again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { type ConfigArgs, configKey } from "./useConfigQuery";

interface ConfigCall {
  name: string;
  args: ConfigArgs;
}

/** `run` throws DataError. */
export function useConfigCall(...changed: string[]) {
  const { configuration } = useConnection();
  const queryClient = useQueryClient();
  const { mutateAsync, isPending } = useMutation<null, DataError, ConfigCall>({
    mutationFn: async ({ name, args }) => {
      const answer = await configuration.rpc(name, args);
      if (answer.error) throw databaseError(answer.status, answer.error);
      await queryClient.invalidateQueries({
        queryKey: configKey,
        predicate: ({ queryKey }) =>
          changed.some((function_) => String(queryKey.at(-1)).startsWith(`["${function_}"`)),
      });
      return null;
    },
  });
  return { run: mutateAsync, isRunning: isPending };
}
