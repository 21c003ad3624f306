/** One page of an entity's records as they were at a moment. */
import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../model/condition";
import type { Sort } from "../model/snapshot";
import { useConnection } from "./ConnectionContext";
import { entityOf } from "./DataContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { pastRecords } from "./pastRecords";
import type { DataRecord } from "./record";
import type { Row } from "./toRecord";
import { configKey } from "./useConfigQuery";
import { useQueryScope } from "./useQueryScope";
import { useSnapshot } from "./useSnapshot";

export interface AsOfQuery {
  entity: string;
  /** A moment in ISO form. */
  at: string;
  condition?: Condition | undefined;
  sort: readonly Sort[];
  /** From 1. */
  page: number;
  pageSize: number;
}

interface Answer {
  total: number;
  records: DataRecord[];
}

export function useRecordsAsOf({ entity: name, at, condition, sort, page, pageSize }: AsOfQuery) {
  const connection = useConnection();
  const { snapshot } = useSnapshot();
  const scope = useQueryScope();
  const question = JSON.stringify({ condition, sort, limit: pageSize, offset: (page - 1) * pageSize });
  const query = useQuery<Answer, DataError>({
    queryKey: [...configKey, scope, "records_as_of", name, at, question],
    queryFn: async ({ signal }) => {
      if (!snapshot) return { total: 0, records: [] };
      const context = { connection, snapshot };
      const entity = entityOf(context, name);
      const asked = { p_entity: name, p_at: at, p_question: question };
      const answer = await connection.configuration
        .rpc("records_as_of", asked, { get: true })
        .abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error, { entity });
      const { total, rows } = answer.data as unknown as { total: number; rows: Row[] };
      return { total, records: await pastRecords(context, entity, rows) };
    },
    enabled: scope !== "",
    placeholderData: (previous) => previous,
  });
  return {
    records: query.data?.records ?? [],
    total: query.data?.total ?? 0,
    isLoading: query.isPending,
    isFetching: query.isFetching,
    error: query.error,
    refetch: query.refetch,
  };
}
