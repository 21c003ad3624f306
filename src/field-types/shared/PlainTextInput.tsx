/** The text input behind every type that is written as one line. */
import { Input } from "antd";
import type { HTMLInputTypeAttribute } from "react";
import type { InputProps } from "../FieldType";

interface PlainTextInputProps extends InputProps {
  type?: HTMLInputTypeAttribute;
  /** The keyboard that a phone shows. */
  inputMode?: "text" | "email" | "tel" | "url";
  autoComplete?: string;
}

export function PlainTextInput(props: PlainTextInputProps) {
  const { field, value, onChange } = props;
  return (
    <Input
      id={props.id}
      type={props.type ?? "text"}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete ?? "off"}
      maxLength={field.options.max_length}
      value={typeof value === "string" || typeof value === "number" ? value : ""}
      onChange={(event) => onChange?.(event.target.value === "" ? null : event.target.value)}
      disabled={props.disabled}
      placeholder={props.placeholder}
      autoFocus={props.autoFocus}
      aria-label={props["aria-label"]}
    />
  );
}
