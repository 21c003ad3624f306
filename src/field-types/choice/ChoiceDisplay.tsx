/** Shows the choice as a coloured tag. */
import type { DisplayProps } from "../FieldType";
import { TagList } from "../shared/TagList";
import { useChoiceTag } from "../shared/useChoiceTag";

export function ChoiceDisplay({ field, value, isCompact }: DisplayProps) {
  const tagOf = useChoiceTag(field);
  return <TagList items={[tagOf(String(value))]} isCompact={isCompact} />;
}
