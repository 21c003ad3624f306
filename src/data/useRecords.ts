/** One page of an entity's records. */
import { useList } from "@refinedev/core";
import { useCallback, useState } from "react";
import type { DataError } from "./DataError";
import type { ListQuery } from "./ListQuery";
import type { DataRecord, Total } from "./record";
import { useQueryScope } from "./useQueryScope";

export interface RecordsQuery extends Omit<ListQuery, "count"> {
  entity: string;
  /** "none" where nobody reads the total. */
  count?: "estimated" | "none" | undefined;
  isEnabled?: boolean | undefined;
}

interface Answer {
  total: number;
  isExact?: boolean;
  page?: number;
}

const notYetKnown: Total = { value: 0, isExact: false };

export function useRecords({ entity, isEnabled = true, count = "estimated", ...query }: RecordsQuery) {
  const scope = useQueryScope();
  const counted = JSON.stringify([scope, entity, query.condition, query.search]);
  const [countedExactly, setCountedExactly] = useState<string>();
  const isExact = countedExactly === counted;

  const { query: list } = useList<DataRecord, DataError>({
    resource: entity,
    pagination: { currentPage: query.page, pageSize: query.pageSize, mode: "server" },
    meta: { scope, query: { ...query, count: isExact ? "exact" : count } },
    queryOptions: { enabled: isEnabled && scope !== "" },
    errorNotification: false,
  });

  const { refetch } = list;
  const answer = list.data as (Answer & { data: DataRecord[] }) | undefined;
  return {
    records: answer?.data ?? [],
    total: answer ? { value: answer.total, isExact: answer.isExact ?? false } : notYetKnown,
    /** The page that was really read; differs from the one asked for when that is past the end. */
    page: answer?.page ?? query.page,
    isLoading: list.isPending,
    isFetching: list.isFetching,
    /** What stands here answers another question; the answer to this one is on its way. */
    isStale: list.isPlaceholderData,
    error: list.error,
    refetch: useCallback(async () => {
      await refetch();
    }, [refetch]),
    countExactly: useCallback(() => setCountedExactly(counted), [counted]),
  };
}
