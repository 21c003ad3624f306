/** Asks an operation that only looks, such as a preview; its answer is fetched anew with everything else. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useQueryScope } from "./useQueryScope";

interface OperationQueryOptions {
  /** Shows the last answer until the one for new arguments is there. */
  keepsLast?: boolean;
  isEnabled?: boolean;
}

/** The operation promises the shape of `Answer`. */
export function useOperationQuery<Answer>(
  name: string,
  args: Record<string, unknown>,
  { keepsLast = false, isEnabled = true }: OperationQueryOptions = {},
) {
  const { database } = useConnection();
  const scope = useQueryScope();
  const query = useQuery<Answer, DataError>({
    queryKey: ["kontor", "operation", scope, name, args],
    queryFn: async ({ signal }) => {
      const answer = await database.rpc(name, args, { get: true }).abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error);
      return answer.data as Answer;
    },
    // A preview is only as good as the moment it was made in.
    gcTime: 0,
    ...(keepsLast && { placeholderData: keepPreviousData }),
    enabled: isEnabled && scope !== "",
  });
  return { answer: query.data, isLoading: query.isPending, isFetching: query.isFetching, error: query.error };
}
