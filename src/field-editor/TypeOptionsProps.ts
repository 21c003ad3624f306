/** What the options of a type get to know and change. */
import type { FieldsPageAnswer } from "../data/config/fieldsPage";
import type { FieldDraft } from "./FieldDraft";

export interface TypeOptionsProps {
  draft: FieldDraft;
  onChange: (changes: Partial<FieldDraft>) => void;
  targets: FieldsPageAnswer["targets"];
  /** The entity that gets the field. */
  entity: string;
}
