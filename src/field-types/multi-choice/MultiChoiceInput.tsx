/** Picks any number of choices. */
import type { InputProps } from "../FieldType";
import { ChoiceSelect } from "../shared/ChoiceSelect";

export function MultiChoiceInput(props: InputProps) {
  return <ChoiceSelect {...props} isMultiple />;
}
