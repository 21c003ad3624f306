/** Shows a mark as filled and empty stars. */
import { theme } from "antd";
import type { DisplayProps } from "../FieldType";
import { parseNumber } from "../shared/parseNumber";

export function RatingDisplay({ field, value }: DisplayProps) {
  const { token } = theme.useToken();
  const best = field.options.max ?? 5;
  const mark = Math.min(parseNumber(value) ?? 0, best);
  return (
    <span role="img" aria-label={`${String(mark)} / ${String(best)}`} style={{ whiteSpace: "nowrap" }}>
      <span style={{ color: token.colorWarning }}>{"★".repeat(mark)}</span>
      <span style={{ color: token.colorTextQuaternary }}>{"★".repeat(best - mark)}</span>
    </span>
  );
}
