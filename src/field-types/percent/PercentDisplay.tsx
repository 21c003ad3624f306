/** Shows a share in per cent. */
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";

export function PercentDisplay({ value }: DisplayProps) {
  const format = useFormat();
  const points = parseNumber(value);
  return <FigureText text={points === null ? String(value) : format.percent(points / 100)} />;
}
