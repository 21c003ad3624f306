/** Takes a whole number of per cent. */
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function ProgressInput(props: InputProps) {
  return <NumberInput {...props} scale={0} suffix="%" />;
}
