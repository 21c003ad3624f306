/** Fields that a reader may compare with something. */
import { fieldTypes } from "../field-types/fieldTypes";
import type { Operator } from "../model/condition";
import type { Entity, Field } from "../model/snapshot";
import { columnChoices, listColumns } from "../model/listColumns";

/** Those of the list come first: they are asked for most. */
export function filterableFields(entity: Entity): Field[] {
  const fields = new Set([...listColumns(entity, undefined), ...columnChoices(entity)]);
  return [...fields].filter((field) => fieldTypes[field.type].operators.length > 0);
}

/** The field of a new row: most questions are about a state. */
export function firstFilterField(entity: Entity): Field | undefined {
  const fields = filterableFields(entity);
  return fields.find((field) => field.type === "choice") ?? fields[0];
}

/** A field that is always filled is never empty, so asking would be noise. */
export function operatorsOf(field: Field): Operator[] {
  return fieldTypes[field.type].operators.filter(
    (operator) => !field.isRequired || (operator !== "is_empty" && operator !== "is_not_empty"),
  );
}
