/** Shows an amount in the currency of its row. */
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";
import { currencyOf } from "./currencyOf";

export function MoneyDisplay({ field, value, record }: DisplayProps) {
  const format = useFormat();
  return <FigureText text={format.money(parseNumber(value), currencyOf(field, record))} />;
}
