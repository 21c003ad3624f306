/** Shows the words as plain tags. */
import type { DisplayProps } from "../FieldType";
import { parseList } from "../shared/parseList";
import { TagList } from "../shared/TagList";

export function TagsDisplay({ value, isCompact }: DisplayProps) {
  const words = parseList(value) ?? [];
  return <TagList items={words.map((word) => ({ key: word, text: word }))} isCompact={isCompact} />;
}
