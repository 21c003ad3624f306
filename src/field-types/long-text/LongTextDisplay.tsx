/** Shows text of several lines; a table cell gets the first of it. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";

const longestCell = 300;

export function LongTextDisplay({ value, isCompact }: DisplayProps) {
  const text = String(value);
  return <ClippedText text={isCompact ? text.slice(0, longestCell) : text} isCompact={isCompact} />;
}
