/** Shows a telephone number that can be called with a tap; a masked one stays text. */
import type { DisplayProps } from "../FieldType";

export function PhoneDisplay({ value, isCompact }: DisplayProps) {
  const number = String(value);
  const style = { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" } as const;
  if (isCompact || number.includes("*")) return <span style={style}>{number}</span>;
  return (
    <a href={`tel:${number.replace(/[^\d+]/g, "")}`} style={style}>
      {number}
    </a>
  );
}
