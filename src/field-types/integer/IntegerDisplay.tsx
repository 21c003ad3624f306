/** Shows a whole number; numbers that the database gives out are names, so they get no separators. */
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";

export function IntegerDisplay({ field, value }: DisplayProps) {
  const format = useFormat();
  const number = parseNumber(value);
  if (number === null || field.isGenerated) return <FigureText text={String(value)} />;
  return <FigureText text={format.number(number)} unit={field.options.unit} />;
}
