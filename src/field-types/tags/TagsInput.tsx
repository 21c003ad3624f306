/** Takes any number of words; a comma or Enter ends one. */
import { Select } from "antd";
import type { InputProps } from "../FieldType";
import { parseList } from "../shared/parseList";

export function TagsInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  return (
    <Select<string[]>
      id={id}
      mode="tags"
      open={false}
      suffixIcon={null}
      tokenSeparators={[",", "，", "、"]}
      value={parseList(value) ?? []}
      onChange={(words) => onChange?.(parseList(words.map((word) => word.trim())))}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
