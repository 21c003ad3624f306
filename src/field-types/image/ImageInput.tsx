/** Takes pictures. */
import type { InputProps } from "../FieldType";
import { LazyFilesInput } from "../shared/LazyFilesInput";

export function ImageInput(props: InputProps) {
  return <LazyFilesInput {...props} isPicture />;
}
