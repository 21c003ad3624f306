/** The operations that the role may run on a record in its present state. */
import { useMemo } from "react";
import type { DataRecord } from "../../../data/record";
import { useSnapshot } from "../../../data/useSnapshot";
import { holds } from "../../../model/holds";
import type { Entity, Operation, OperationScreen } from "../../../model/snapshot";

export interface OfferedOperation extends Operation {
  screen: OperationScreen;
}

export function useOperations(entity: Entity, record: DataRecord): OfferedOperation[] {
  const { snapshot } = useSnapshot();
  return useMemo(() => {
    // Looking through other eyes changes nothing.
    if (!snapshot || snapshot.viewAs) return [];
    const now = new Date().toISOString();
    const at = { me: snapshot.member.id, now, today: now.slice(0, 10) };
    return snapshot.operations.flatMap((operation) => {
      const { screen } = operation;
      if (operation.entity !== entity.name || !screen) return [];
      // Where only the database can tell, it is asked by trying.
      const isOffered = !screen.when || holds(screen.when, record.values, at) !== false;
      return isOffered ? [{ ...operation, screen }] : [];
    });
  }, [snapshot, entity, record]);
}
