/** Takes a point in time, as the clock in the time zone of the settings shows it. */
import { DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useContext } from "react";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useText } from "../../i18n/useText";
import type { InputProps } from "../FieldType";
import { stayInForm } from "../shared/stayInForm";
import { parseMoment } from "./parseMoment";
import { clockOf, momentOf } from "./zonedClock";

export function DatetimeInput({ id, value, onChange, disabled, autoFocus, ...rest }: InputProps) {
  const t = useText();
  const { timeZone } = useContext(FormatSettings);
  const moment = parseMoment(value);
  return (
    <DatePicker
      id={id}
      showTime={{ format: "HH:mm" }}
      // Its own "now" is the browser's clock, not that of the settings.
      showNow={false}
      presets={[
        { label: t("workspace.value.now"), value: () => clockOf(new Date().toISOString(), timeZone) },
      ]}
      format="YYYY-MM-DD HH:mm"
      value={moment === null ? null : clockOf(moment, timeZone)}
      onChange={(picked: Dayjs | null) => onChange?.(picked === null ? null : momentOf(picked, timeZone))}
      onKeyDown={stayInForm}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-label={rest["aria-label"]}
      style={{ width: "100%" }}
    />
  );
}
