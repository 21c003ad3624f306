/** When something happened: "3 hours ago", the exact time on hover; or the other way round. */
import { useContext } from "react";
import { FormatSettings } from "../i18n/FormatSettings";
import { useFormat } from "../i18n/useFormat";

interface MomentProps {
  at: string;
  isExact?: boolean;
}

export function Moment({ at, isExact = false }: MomentProps) {
  const format = useFormat();
  const { timeZone } = useContext(FormatSettings);
  const exact = format.dateTime(at);
  const relative = format.relative(at);
  return (
    <time
      dateTime={at}
      title={isExact ? `${relative} · ${timeZone}` : `${exact} · ${timeZone}`}
      style={{ fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" }}
    >
      {isExact ? exact : relative}
    </time>
  );
}
