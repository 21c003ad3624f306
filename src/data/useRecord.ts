/** One record with every field that may be shown. */
import { useOne } from "@refinedev/core";
import { useCallback } from "react";
import type { DataError } from "./DataError";
import type { DataRecord, RecordId } from "./record";
import { useQueryScope } from "./useQueryScope";

export function useRecord(entity: string, id: RecordId | undefined) {
  const scope = useQueryScope();
  const { query } = useOne<DataRecord, DataError>({
    resource: entity,
    id: id ?? "",
    meta: { scope },
    // The record before this one must never stand in for it.
    queryOptions: { enabled: id !== undefined && scope !== "", placeholderData: undefined },
    errorNotification: false,
  });
  const { refetch } = query;
  return {
    record: query.data?.data,
    isLoading: query.isPending,
    isFetching: query.isFetching,
    error: query.error,
    refetch: useCallback(async () => {
      await refetch();
    }, [refetch]),
  };
}
