/** The draft of the role that is being edited, for every part of its page. */
import { createContext, useContext } from "react";
import type { RoleDocument } from "../../model/roleDocument";
import type { ChangeDraft } from "./useRoleDraft";

export interface RoleDraft {
  /** As it is saved. */
  base: RoleDocument;
  draft: RoleDocument;
  change: ChangeDraft;
}

export const RoleDraftContext = createContext<RoleDraft | undefined>(undefined);

export function useDraft(): RoleDraft {
  const draft = useContext(RoleDraftContext);
  if (!draft) throw new Error("useDraft needs a RoleDraftContext above it");
  return draft;
}
