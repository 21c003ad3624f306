/** Takes a structured value as text; half-written text stays in the input and is refused at saving. */
import { Input } from "antd";
import { useState } from "react";
import type { InputProps } from "../FieldType";
import { readJson } from "./readJson";

export function JsonInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  const [text, setText] = useState(() => writeJson(value));

  const handleChange = (typed: string) => {
    setText(typed);
    onChange?.(readJson(typed));
  };

  return (
    <Input.TextArea
      id={id}
      value={text}
      onChange={(event) => handleChange(event.target.value)}
      autoSize={{ minRows: 3, maxRows: 16 }}
      spellCheck={false}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
      style={{ fontFamily: "monospace" }}
    />
  );
}

const writeJson = (value: unknown) => (value == null ? "" : JSON.stringify(value, null, 2));
