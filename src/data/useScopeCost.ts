/** Which lists a named condition makes slow, with the index that would make each quick. */
import { useConfigAction } from "./useConfigAction";
import type { ListCost } from "./useListCost";

export type ScopeCost = ListCost & { entity: string };

const parseCosts = (answer: unknown) => answer as ScopeCost[];

/** A condition, or all conditions of a role. */
export type CostOf = { scope_id: string } | { role_id: string };

/** The function throws DataError; an empty list says that all are quick. */
export function useScopeCost(): (of: CostOf) => Promise<ScopeCost[]> {
  return useConfigAction("scope_cost", parseCosts, { isQuestion: true }).run;
}
