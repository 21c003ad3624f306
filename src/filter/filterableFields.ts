/** Fields that a reader may compare with something, and by which operators. */
import { fieldTypes } from "../field-types/fieldTypes";
import type { Operator } from "../model/condition";
import { columnChoices, listColumns } from "../model/listColumns";
import type { Entity, Field } from "../model/snapshot";

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

/** In row scopes the key can be compared with a set, and a relation asked whether its record may be seen. */
export function scopeOperatorsOf(field: Field): Operator[] {
  const operators = operatorsOf(field);
  if (field.relation) return [...operators, "visible"];
  return field.name === "id" && !operators.includes("in") ? ["in", ...operators] : operators;
}
