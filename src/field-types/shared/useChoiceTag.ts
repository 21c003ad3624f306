/** A stored choice as a tag; a value that is no choice any more is shown as it is. */
import { useLabel } from "../../i18n/useLabel";
import type { Field } from "../../model/snapshot";
import type { TagItem } from "./TagList";

export function useChoiceTag(field: Field): (value: string) => TagItem {
  const label = useLabel();
  return (value) => {
    const choice = field.options.choices?.find((candidate) => candidate.value === value);
    return { key: value, text: label(choice?.label) || value, color: choice?.color };
  };
}
