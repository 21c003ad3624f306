/** Takes a span of time the way one says it; what is understood is put in order when the input is left. */
import { Input } from "antd";
import { useState } from "react";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { formatDuration } from "./formatDuration";
import { parseDuration } from "./parseDuration";

const written = (value: unknown) =>
  typeof value === "number" ? formatDuration(value) : typeof value === "string" ? value : "";

export function DurationInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  const t = useText();
  const [typed, setTyped] = useState<string>();
  return (
    <Input
      id={id}
      value={typed ?? written(value)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange?.(target.value.trim() === "" ? null : (parseDuration(target.value) ?? target.value));
      }}
      onBlur={() => setTyped(undefined)}
      placeholder={t("types.durationHint")}
      autoComplete="off"
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
    />
  );
}
