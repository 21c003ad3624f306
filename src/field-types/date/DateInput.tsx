/** Takes a day. */
import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import type { InputProps } from "../FieldType";
import { stayInForm } from "../shared/stayInForm";
import { parseDate } from "./parseDate";

export function DateInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  const day = parseDate(value);
  return (
    <DatePicker
      id={id}
      value={day === null ? null : dayjs(day)}
      onChange={(picked: Dayjs | null) => onChange?.(picked?.format("YYYY-MM-DD") ?? null)}
      onKeyDown={stayInForm}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
