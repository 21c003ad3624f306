/** Takes a number with decimal places. */
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function DecimalInput(props: InputProps) {
  const { scale, unit } = props.field.options;
  return <NumberInput {...props} scale={scale} suffix={unit} />;
}
