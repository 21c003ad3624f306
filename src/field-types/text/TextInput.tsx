/** Takes a line of text. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function TextInput(props: InputProps) {
  return <PlainTextInput {...props} />;
}
