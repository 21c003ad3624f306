/** The filter of the address: what is asked of the server, what the builder shows, and what had to be left out. */
import { useMemo } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";
import { typeCondition } from "../../filter/typeCondition";

export function useListFilter(entity: Entity, condition: Condition | undefined) {
  const { snapshot } = useSnapshot();
  return useMemo(() => {
    const entities = snapshot?.entities ?? [];
    if (condition === undefined) return { applied: undefined, shown: undefined, ignored: [] };
    const { condition: applied, ignored } = typeCondition(condition, { entity, entities });
    const { condition: shown } = typeCondition(condition, { entity, entities, keepsUnknown: true });
    return { applied, shown, ignored };
  }, [condition, entity, snapshot]);
}
