/** Everything that can be done to named conditions; each call throws DataError. */
import type { Condition } from "../model/condition";
import type { Label } from "../model/label";
import { parseRoleChanges } from "./config/roleReview";
import { useConfigAction } from "./useConfigAction";

const parseNothing = () => undefined;

export interface ScopeChange {
  /** Null for a new one. */
  id: string | null;
  label: Label;
  condition: Condition;
}

export function useSaveScope() {
  const { run, isRunning } = useConfigAction("save_scope", parseNothing);
  const saveScope = ({ id, label, condition }: ScopeChange, note: string) =>
    run({ scope_id: id, label, condition, note });
  return { saveScope, isSaving: isRunning };
}

export function useReviewScope() {
  const { run } = useConfigAction("review_scope", parseRoleChanges, { isQuestion: true });
  return (id: string, condition: Condition) => run({ scope_id: id, condition });
}

export function useDeleteScope() {
  const { run } = useConfigAction("delete_scope", parseNothing);
  return (id: string) => run({ scope_id: id });
}
