/** Which lists a named condition makes slow, with the index that would make each quick. */
import { useConfigAction } from "./useConfigAction";
import type { ListCost } from "./useListCost";

export type ScopeCost = ListCost & { entity: string };

const parseCosts = (answer: unknown) => answer as ScopeCost[];

/** The function throws DataError; an empty list says that all are quick. */
export function useScopeCost(): (scopeId: string) => Promise<ScopeCost[]> {
  const { run } = useConfigAction("scope_cost", parseCosts, { isQuestion: true });
  return (scopeId) => run({ scope_id: scopeId });
}
