/** What waits in the work queues of the reader; asked anew whenever a record of one of their entities changes. */
import { useQuery } from "@tanstack/react-query";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useQueryScope } from "./useQueryScope";

export interface WaitingRecord {
  id: string | number;
  /** Null where the title is a relation. */
  title: string | null;
  due: string | null;
  since: string | null;
}

export interface WorkQueue {
  /** Id of the view. */
  view: string;
  /** Ends at 10,000. */
  count: number;
  overdue: number;
  /** Up to three, in the order of the view. */
  first: WaitingRecord[] | null;
}

export function useWorkQueues(entities: readonly string[]) {
  const { configuration } = useConnection();
  const scope = useQueryScope();
  const query = useQuery<WorkQueue[], DataError>({
    queryKey: ["kontor", "queues", scope],
    queryFn: async ({ signal }) => {
      const answer = await configuration.rpc("work_queues", {}, { get: true }).abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error);
      return answer.data as WorkQueue[];
    },
    meta: { entities },
    // What is late becomes so without anybody changing it.
    refetchInterval: 60_000,
    enabled: scope !== "",
  });
  return { queues: query.data, error: query.error, refetch: query.refetch };
}
