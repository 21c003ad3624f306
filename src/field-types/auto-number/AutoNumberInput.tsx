/** Takes a number to look for; the database alone gives them. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function AutoNumberInput(props: InputProps) {
  return <PlainTextInput {...props} />;
}
