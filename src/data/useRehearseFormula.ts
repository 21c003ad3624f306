/** Asks what another formula would change; changes nothing. Throws DataError. */
import { useConfigAction } from "./useConfigAction";

export interface FormulaRehearsal {
  records: number;
  changes: number;
  /** Some that would change, for those who may read them. */
  samples: { id: string | number; title: string | null; before: string | null; after: string | null }[];
}

const parseRehearsal = (answer: unknown) => answer as FormulaRehearsal;

export function useRehearseFormula() {
  const { run } = useConfigAction("rehearse_formula", parseRehearsal, { isQuestion: true });
  return (entity: string, field: string, formula: string) => run({ entity, field, formula });
}
