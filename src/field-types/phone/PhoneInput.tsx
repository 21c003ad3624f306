/** Takes a telephone number. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function PhoneInput(props: InputProps) {
  return <PlainTextInput {...props} type="tel" inputMode="tel" />;
}
