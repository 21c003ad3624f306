/** Shows a day. */
import { useFormat } from "../../i18n/useFormat";
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseDate } from "./parseDate";

export function DateDisplay({ value }: DisplayProps) {
  const format = useFormat();
  return <FigureText text={format.date(parseDate(value))} />;
}
