/** Picks one choice. */
import type { InputProps } from "../FieldType";
import { ChoiceSelect } from "../shared/ChoiceSelect";

export function ChoiceInput(props: InputProps) {
  return <ChoiceSelect {...props} />;
}
