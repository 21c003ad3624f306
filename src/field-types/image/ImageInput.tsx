/** Takes pictures. */
import type { InputProps } from "../FieldType";
import { FilesInput } from "../shared/FilesInput";

export function ImageInput(props: InputProps) {
  return <FilesInput {...props} isPicture />;
}
