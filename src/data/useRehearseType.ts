/** Asks how many values of a field would fit another type; changes nothing. Throws DataError. */
import type { FieldTypeName } from "../model/snapshot";
import { useConfigAction } from "./useConfigAction";

export interface TypeRehearsal {
  fits: number;
  misfits: number;
  /** Some that do not fit, for those who may read them. */
  samples: { id: string | number; title: string | null; value: string }[];
}

const parseRehearsal = (answer: unknown) => answer as TypeRehearsal;

export function useRehearseType() {
  const { run } = useConfigAction("rehearse_type", parseRehearsal, { isQuestion: true });
  return (entity: string, field: string, type: FieldTypeName) => run({ entity, field, type });
}
