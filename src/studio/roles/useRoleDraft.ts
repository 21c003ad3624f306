/** The role as it is being edited; what somebody else saved meanwhile goes below one's own changes. */
import { useState } from "react";
import { isSameDocument } from "../../model/permissions";
import { rebaseDocument } from "../../model/rebaseDocument";
import type { RoleDocument } from "../../model/roleDocument";

export type ChangeDraft = (change: (draft: RoleDocument) => RoleDocument) => void;

export function useRoleDraft(saved: RoleDocument) {
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(saved);
  if (saved.version !== base.version) {
    setDraft({ ...rebaseDocument({ base, mine: draft, theirs: saved }), version: saved.version });
    setBase(saved);
  }
  return {
    base,
    draft,
    change: setDraft,
    hasChanges: !isSameDocument(base, draft),
    discard: () => setDraft(base),
  };
}
