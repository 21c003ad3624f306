/** Shows a span of time as hours and minutes. */
import type { DisplayProps } from "../FieldType";
import { FigureText } from "../shared/FigureText";
import { parseNumber } from "../shared/parseNumber";
import { formatDuration } from "./formatDuration";

export function DurationDisplay({ value }: DisplayProps) {
  return <FigureText text={formatDuration(parseNumber(value) ?? 0)} />;
}
