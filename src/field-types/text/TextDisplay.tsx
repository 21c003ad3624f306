/** Shows a line of text, on a record also as bars where the field wants them. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";
import { DrawnText } from "../shared/DrawnText";

export function TextDisplay({ field, value, isCompact }: DisplayProps) {
  const text = <ClippedText text={String(value)} isCompact={isCompact} />;
  const drawing = field.options.drawing ?? "none";
  if (isCompact || drawing === "none") return text;
  return (
    <DrawnText code={String(value)} drawing={drawing}>
      {text}
    </DrawnText>
  );
}
