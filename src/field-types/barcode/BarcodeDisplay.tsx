/** Shows a code with its characters under each other, and on a record what a scanner reads. */
import type { DisplayProps } from "../FieldType";
import { DrawnText } from "../shared/DrawnText";
import { FigureText } from "../shared/FigureText";

export function BarcodeDisplay({ field, value, isCompact }: DisplayProps) {
  const text = <FigureText text={String(value)} />;
  if (isCompact) return text;
  return (
    <DrawnText code={String(value)} drawing={field.options.drawing ?? "bars"}>
      {text}
    </DrawnText>
  );
}
