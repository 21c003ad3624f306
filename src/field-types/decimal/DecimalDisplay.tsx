/** Shows a number with its decimal places and its unit. */
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";

const mostDecimals = 10;

export function DecimalDisplay({ field, value }: DisplayProps) {
  const format = useFormat();
  const number = parseNumber(value);
  if (number === null) return <FigureText text={String(value)} />;
  const { scale, unit } = field.options;
  const decimals = { minimumFractionDigits: scale, maximumFractionDigits: scale ?? mostDecimals };
  return <FigureText text={format.number(number, decimals)} unit={unit} />;
}
