/** Takes a share in per cent. */
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";

export function PercentInput(props: InputProps) {
  return <NumberInput {...props} scale={props.field.options.scale} suffix="%" />;
}
