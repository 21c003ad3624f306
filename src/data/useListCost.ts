/** What the first page of a list costs the database, and the index that would make it cheap. */
import type { Condition } from "../model/condition";
import type { Sort } from "../model/snapshot";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

export interface ListCost {
  isSlow: boolean;
  /** How many records there are in all; null for those who may not configure views. */
  rows: number | null;
  /** Absent when none would help, or there is one. */
  columns: Sort[] | null;
  canCreate: boolean;
}

const parseCost = (answer: unknown) => answer as ListCost;

export function useListCost(entity: string, condition: Condition | undefined, sorts: readonly Sort[]) {
  return useConfigQuery("list_cost", { entity, condition: condition ?? null, sorts }, parseCost);
}

export function useIndexActions() {
  const { run: create, isRunning } = useConfigAction("create_index", String);
  const { run: remove } = useConfigAction("remove_index", () => undefined);
  return {
    isRunning,
    createIndex: (entity: string, columns: readonly Sort[]) => create({ entity, columns }),
    removeIndex: (name: string) => remove({ index_name: name }),
  };
}
