/** Shows formatted text; a table cell gets its words on one line. */
import type { DisplayProps } from "../FieldType";
import { ClippedText } from "../shared/ClippedText";
import { plainText } from "./markdown";
import { MarkdownText } from "./MarkdownText";

const longestCell = 300;

export function RichTextDisplay({ value, isCompact }: DisplayProps) {
  const text = String(value);
  if (!isCompact) return <MarkdownText text={text} />;
  return <ClippedText text={plainText(text.slice(0, longestCell))} isCompact />;
}
