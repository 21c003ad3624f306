/** What a field holds when it holds nothing: null, or where that is refused an empty list or no. */
import type { Field } from "./snapshot";

const lists: readonly Field["type"][] = ["tags", "multi_choice", "relations"];

export const isListField = ({ type }: Field): boolean => lists.includes(type);

export function emptyValue(field: Field): [] | false | null {
  if (!field.isRequired) return null;
  if (isListField(field)) return [];
  return field.type === "checkbox" ? false : null;
}
