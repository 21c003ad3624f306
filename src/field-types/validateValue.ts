/** Checks a value that was typed before it goes to the server; the database has the last word. */
import { isListField } from "../model/emptyValue";
import type { Field } from "../model/snapshot";
import type { InvalidReason } from "./FieldType";
import { fieldTypes } from "./fieldTypes";

export function validateValue(
  value: unknown,
  field: Field,
  isNew: boolean,
): InvalidReason | "required" | undefined {
  // No tag at all is a list too.
  if (isListField(field)) return undefined;
  const isMissing = value === null || value === "";
  if (!isMissing) return fieldTypes[field.type].validate?.(value, field);
  const isFilledByDefault = isNew && field.hasDefault;
  return field.isRequired && !isFilledByDefault ? "required" : undefined;
}
