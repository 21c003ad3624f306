/** Switches between yes and no. */
import { Switch } from "antd";
import type { InputProps } from "../FieldType";

export function CheckboxInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  return (
    <Switch
      id={id}
      checked={value === true}
      onChange={(checked) => onChange?.(checked)}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
    />
  );
}
