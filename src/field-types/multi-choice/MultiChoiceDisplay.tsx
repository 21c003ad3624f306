/** Shows the choices as coloured tags. */
import type { DisplayProps } from "../FieldType";
import { parseList } from "../shared/parseList";
import { TagList } from "../shared/TagList";
import { useChoiceTag } from "../shared/useChoiceTag";

export function MultiChoiceDisplay({ field, value, isCompact }: DisplayProps) {
  const tagOf = useChoiceTag(field);
  return <TagList items={(parseList(value) ?? []).map(tagOf)} isCompact={isCompact} />;
}
