/** Takes a whole number. */
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function IntegerInput(props: InputProps) {
  return <NumberInput {...props} scale={0} suffix={props.field.options.unit} />;
}
