/** Shows a structured value as its text. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";

export function JsonDisplay({ value, isCompact }: DisplayProps) {
  if (isCompact) return <ClippedText text={JSON.stringify(value)} isCompact />;
  return (
    <code style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{JSON.stringify(value, null, 2)}</code>
  );
}
