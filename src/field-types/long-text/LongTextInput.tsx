/** Takes text of several lines. */
import { Input } from "antd";
import type { InputProps } from "../FieldType";

export function LongTextInput({ field, id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  return (
    <Input.TextArea
      id={id}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange?.(event.target.value === "" ? null : event.target.value)}
      maxLength={field.options.max_length}
      autoSize={{ minRows: 2, maxRows: 10 }}
      disabled={disabled}
      placeholder={rest.placeholder}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
    />
  );
}
