/** A role as it is saved. Asked once: under the editor's hands it must not change by itself. */
import type { RoleDocument } from "../model/roleDocument";
import { useConfigQuery } from "./useConfigQuery";

const parseRoleDocument = (answer: unknown) => answer as RoleDocument;

export const useRoleDocument = (roleId: string) =>
  useConfigQuery({ name: "role_document", isFrozen: true }, { role_id: roleId }, parseRoleDocument);
