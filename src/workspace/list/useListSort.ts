/** The order in which a list is read. */
import { useMemo } from "react";
import type { Entity, Sort } from "../../model/snapshot";
import type { ListState } from "./listState";

export function useListSort(entity: Entity, { sort, group }: ListState): Sort[] {
  return useMemo(() => {
    const chosen = sort.length > 0 ? sort : entity.defaultSort;
    if (group === undefined) return chosen;
    // Groups are runs of rows, so the list is sorted by them first.
    const grouped = chosen.find(({ field }) => field === group) ?? { field: group, descending: false };
    return [grouped, ...chosen.filter(({ field }) => field !== group)];
  }, [sort, group, entity]);
}
