/** Takes documents of any kind. */
import type { InputProps } from "../FieldType";
import { FilesInput } from "../shared/FilesInput";

export function FileInput(props: InputProps) {
  return <FilesInput {...props} isPicture={false} />;
}
