/** Takes an e-mail address. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function EmailInput(props: InputProps) {
  return <PlainTextInput {...props} inputMode="email" />;
}
