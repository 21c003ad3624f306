/** Counts and sums of a list, of all rows or per group; asked anew whenever a record of the entity changes. */
import { keys } from "@refinedev/core";
import { useQuery } from "@tanstack/react-query";
import type { Condition } from "../model/condition";
import type { Aggregate } from "../model/view";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { useQueryScope } from "./useQueryScope";

export const buckets = ["day", "week", "month", "quarter", "year"] as const;
export type Bucket = (typeof buckets)[number];

export interface SummaryQuery {
  entity: string;
  condition?: Condition | undefined;
  search?: string | undefined;
  /** Absent = one group of all rows. */
  group?: string | undefined;
  /** Width of the steps when the group is a date; its groups are then the first days of them. */
  bucket?: Bucket | undefined;
  aggregates: readonly Aggregate[];
  isEnabled?: boolean;
}

export interface SummaryGroup {
  /** Value of the group's field. */
  key: unknown;
  count: number;
  /** One per aggregate; amounts come by currency, as in {"EUR": 12}. */
  values: unknown[];
}

export function useSummary({ entity, isEnabled = true, ...asked }: SummaryQuery) {
  const { configuration } = useConnection();
  const scope = useQueryScope();
  const question = JSON.stringify(asked);
  const query = useQuery<SummaryGroup[], DataError>({
    queryKey: keys().data("default").resource(entity).action("list").params({ scope, question }).get(),
    queryFn: async ({ signal }) => {
      const request = configuration.rpc("summarize", { entity, question }, { get: true });
      const answer = await request.abortSignal(signal);
      if (answer.error) throw databaseError(answer.status, answer.error);
      return answer.data as SummaryGroup[];
    },
    enabled: isEnabled && scope !== "",
    placeholderData: (previous) => previous,
  });
  return { groups: query.data, error: query.error };
}
