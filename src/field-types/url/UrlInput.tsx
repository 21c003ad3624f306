/** Takes a web address. */
import type { InputProps } from "../FieldType";
import { PlainTextInput } from "../shared/PlainTextInput";

export function UrlInput(props: InputProps) {
  return <PlainTextInput {...props} type="url" inputMode="url" />;
}
