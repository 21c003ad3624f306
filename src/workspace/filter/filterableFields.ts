/** Fields that a reader may compare with something. */
import { fieldTypes } from "../../field-types/fieldTypes";
import type { Operator } from "../../model/condition";
import type { Entity, Field } from "../../model/snapshot";

export function filterableFields(entity: Entity): Field[] {
  return entity.fields.filter(
    (field) => field.canRead && !field.isHidden && fieldTypes[field.type].operators.length > 0,
  );
}

/** A field that is always filled is never empty, so asking would be noise. */
export function operatorsOf(field: Field): Operator[] {
  return fieldTypes[field.type].operators.filter(
    (operator) => !field.isRequired || (operator !== "is_empty" && operator !== "is_not_empty"),
  );
}
