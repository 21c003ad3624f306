/** Gives a mark by stars; asked for a filter it takes the number. */
import { Rate } from "antd";
import type { InputProps } from "../FieldType";
import { NumberInput } from "../shared/NumberInput";
import { parseNumber } from "../shared/parseNumber";

export function RatingInput(props: InputProps) {
  if (props.isFilter) return <NumberInput {...props} scale={0} />;
  return (
    <Rate
      id={props.id}
      count={props.field.options.max ?? 5}
      value={parseNumber(props.value) ?? 0}
      onChange={(mark) => props.onChange?.(mark === 0 ? null : mark)}
      disabled={props.disabled}
      autoFocus={props.autoFocus}
    />
  );
}
