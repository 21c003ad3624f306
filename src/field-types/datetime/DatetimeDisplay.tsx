/** Shows a point in time, relative while it is near; the exact time with its zone appears on hover. */
import { theme } from "antd";
import { useContext } from "react";
import { FormatSettings } from "../../i18n/FormatSettings";
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { parseMoment } from "./parseMoment";
import { useNow } from "./useNow";

const nearInMilliseconds = 24 * 60 * 60 * 1000;

export function DatetimeDisplay({ value, field }: DisplayProps) {
  const format = useFormat();
  const { timeZone } = useContext(FormatSettings);
  const now = useNow();
  const moment = parseMoment(value);
  const { token } = theme.useToken();
  const isCountdown = field.options.countdown === true && moment !== null;
  const isLate = isCountdown && Date.parse(moment) < now;
  const isNear = moment !== null && Math.abs(now - Date.parse(moment)) < nearInMilliseconds;
  return (
    <time
      dateTime={moment ?? undefined}
      title={`${format.dateTime(moment)} · ${timeZone}`}
      style={{
        fontVariantNumeric: "tabular-nums",
        whiteSpace: "nowrap",
        ...(isLate && { color: token.colorErrorText }),
      }}
    >
      {isNear || isCountdown ? format.relative(moment) : format.dateTime(moment)}
    </time>
  );
}
