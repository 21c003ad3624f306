/** The last day of a login, with the usual spans one click away. */
import { DatePicker } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useText } from "../../i18n/useText";
import { expiryAfter } from "./expiryAfter";

interface ExpiryInputProps {
  id?: string;
  value?: Dayjs;
  onChange?: (value: Dayjs) => void;
}

/** In days; a login ends within a year. */
const spans = [30, 90, 180];
const longest = 364;

export function ExpiryInput({ id, value, onChange }: ExpiryInputProps) {
  const t = useText();
  return (
    <DatePicker
      id={id}
      value={value ?? null}
      onChange={(day: Dayjs | null) => day && onChange?.(day.endOf("day"))}
      minDate={dayjs()}
      maxDate={expiryAfter(longest)}
      presets={spans.map((days) => ({
        label: t("members.logins.inDays", { count: days }),
        value: expiryAfter(days),
      }))}
      allowClear={false}
      style={{ width: "100%" }}
    />
  );
}
