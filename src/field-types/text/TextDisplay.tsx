/** Shows a line of text. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";

export function TextDisplay({ value, isCompact }: DisplayProps) {
  return <ClippedText text={String(value)} isCompact={isCompact} />;
}
