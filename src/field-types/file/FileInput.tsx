/** Takes documents of any kind. */
import type { InputProps } from "../FieldType";
import { LazyFilesInput } from "../shared/LazyFilesInput";

export function FileInput(props: InputProps) {
  return <LazyFilesInput {...props} isPicture={false} />;
}
