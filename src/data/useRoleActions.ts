/** Everything that can be done to roles; each call throws DataError. */
import { useCallback } from "react";
import type { Label } from "../model/label";
import type { RoleDocument } from "../model/roleDocument";
import { parseRoleReview } from "./config/roleReview";
import { useConfigAction } from "./useConfigAction";

const parseId = (answer: unknown) => String(answer);
const parseNothing = () => undefined;

export function useCreateRole() {
  const { run, isRunning } = useConfigAction("create_role", parseId);
  /** Without `copyOf` the role has no rights at first. Returns its id. */
  const createRole = (label: Label, copyOf?: string) =>
    run({ label, ...(copyOf !== undefined && { copy_of: copyOf }) });
  return { createRole, isCreating: isRunning };
}

export function useDeleteRole() {
  const { run, isRunning } = useConfigAction("delete_role", parseNothing);
  /** Members of the role get the other one. */
  const deleteRole = (roleId: string, reassignTo: string | undefined) =>
    run({ role_id: roleId, reassign_to: reassignTo ?? null });
  return { deleteRole, isDeleting: isRunning };
}

export function useReviewRole() {
  const { run } = useConfigAction("review_role", parseRoleReview, { isQuestion: true });
  return useCallback((roleId: string, document: RoleDocument) => run({ role_id: roleId, document }), [run]);
}

export function useSaveRole() {
  const { run, isRunning } = useConfigAction("save_role", parseId);
  const saveRole = (roleId: string, document: RoleDocument, note: string) =>
    run({ role_id: roleId, document, note });
  return { saveRole, isSaving: isRunning };
}
