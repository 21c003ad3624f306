/** A name made from what was chosen, as long as nobody typed one. */
import type { Label } from "../model/label";
import type { FieldDraft } from "./FieldDraft";

export const proposedName = (draft: FieldDraft, label: Label | undefined): Partial<FieldDraft> =>
  draft.isNameProposed && label ? { label } : {};
