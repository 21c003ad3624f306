/** Entries of the audit log, page by page, newest first: of one record, or of everything. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type AuditEntry, parseAuditEntries } from "./config/auditEntry";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { type ConfigArgs, configKey, type RecordPlace } from "./useConfigQuery";
import { useQueryScope } from "./useQueryScope";

interface AuditPagesQuery {
  functionName: "record_history" | "audit_log";
  args: ConfigArgs;
  pageSize: number;
  /** Read anew when somebody writes about this record. */
  about?: RecordPlace;
}

export function useAuditPages({ functionName, args, pageSize, about }: AuditPagesQuery) {
  const { configuration } = useConnection();
  const scope = useQueryScope();
  const query = useInfiniteQuery<
    AuditEntry[],
    DataError,
    { pages: AuditEntry[][] },
    unknown[],
    number | null
  >({
    queryKey: [...configKey, scope, functionName, JSON.stringify(args), pageSize],
    queryFn: async ({ pageParam, signal }) => {
      const page = { ...args, entry_limit: pageSize, ...(pageParam !== null && { before_id: pageParam }) };
      const answer = await configuration.rpc(functionName, page, { get: true }).abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error);
      return parseAuditEntries(answer.data as unknown);
    },
    initialPageParam: null,
    getNextPageParam: (last) => (last.length < pageSize ? undefined : last.at(-1)?.id),
    enabled: scope !== "",
    staleTime: 0,
    ...(about && { meta: { about } }),
  });
  return {
    entries: useMemo(() => query.data?.pages.flat(), [query.data]),
    isFetching: query.isFetching,
    error: query.error,
    hasOlder: query.hasNextPage,
    isFetchingOlder: query.isFetchingNextPage,
    fetchOlder: query.fetchNextPage,
    refetch: query.refetch,
  };
}
