/** Takes a code; a scanner types it like a keyboard. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function BarcodeInput(props: InputProps) {
  return <PlainTextInput {...props} />;
}
