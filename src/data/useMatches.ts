/** Which of the records on a page fulfil a condition; the database decides, as it does for filters. */
import { keys } from "@refinedev/core";
import { useQueries } from "@tanstack/react-query";
import type { Condition } from "../model/condition";
import type { Entity } from "../model/snapshot";
import { useConnection } from "./ConnectionContext";
import { readRecords } from "./readRecords";
import type { RecordId } from "./record";
import { useQueryScope } from "./useQueryScope";
import { useSnapshot } from "./useSnapshot";

/** One set of keys per condition, empty until the answer is here. */
export function useMatches(
  entity: Entity,
  ids: readonly RecordId[],
  conditions: readonly Condition[],
): ReadonlySet<RecordId>[] {
  const connection = useConnection();
  const scope = useQueryScope();
  const { snapshot } = useSnapshot();
  return useQueries({
    queries: conditions.map((condition) => ({
      queryKey: keys()
        .data("default")
        .resource(entity.name)
        .action("list")
        .params({ scope, ids, condition })
        .get(),
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        if (!snapshot) return new Set<RecordId>();
        const onPage = { field: entity.primaryKey, op: "in", value: ids } as const;
        const { records } = await readRecords({ connection, snapshot }, entity.name, {
          condition: { all: [onPage, condition] },
          fields: [entity.primaryKey],
          page: 1,
          pageSize: ids.length,
          count: "none",
          signal,
        });
        return new Set(records.map(({ id }) => id));
      },
      enabled: snapshot !== undefined && ids.length > 0,
    })),
    combine: (answers) => answers.map(({ data }) => data ?? none),
  });
}

const none: ReadonlySet<RecordId> = new Set();
