/** The number input behind every numeric type; no spinner buttons, no change by mouse wheel. */
import { InputNumber } from "antd";
import type { ReactNode } from "react";
import type { InputProps } from "../FieldType";
import { parseNumber } from "./parseNumber";

interface NumberInputProps extends InputProps {
  scale?: number;
  prefix?: ReactNode;
  suffix?: ReactNode;
}

export function NumberInput(props: NumberInputProps) {
  return (
    <InputNumber<number>
      id={props.id}
      value={parseNumber(props.value)}
      onChange={(value) => props.onChange?.(value)}
      precision={props.scale}
      inputMode={props.scale === 0 ? "numeric" : "decimal"}
      controls={false}
      keyboard={false}
      changeOnWheel={false}
      prefix={props.prefix}
      suffix={props.suffix}
      disabled={props.disabled}
      placeholder={props.placeholder}
      autoFocus={props.autoFocus}
      aria-label={props["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
