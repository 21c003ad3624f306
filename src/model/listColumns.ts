/** Which fields a list shows. */
import type { Entity, Field, FieldTypeName } from "./snapshot";

/** Types of which several records share a value, so that they form groups. */
export const groupableTypes: readonly FieldTypeName[] = [
  ...(["choice", "relation", "person", "checkbox", "text", "integer", "date", "email"] as const),
  ...(["rating", "progress", "phone", "url", "barcode"] as const),
];

/** All that a reader may turn on, in the order of the entity. */
export const columnChoices = (entity: Entity): Field[] =>
  entity.fields
    .filter((field) => field.canRead && !field.isHidden)
    .sort((left, right) => left.position - right.position);

/** The chosen ones in their order; fields that are gone or may not be read fall away. */
export function listColumns(entity: Entity, chosen: readonly string[] | undefined): Field[] {
  const choices = columnChoices(entity);
  const pick = (names: readonly string[]) =>
    names.flatMap((name) => choices.find((field) => field.name === name) ?? []);
  const wanted = pick(chosen ?? entity.listFields);
  return wanted.length > 0 ? wanted : choices.slice(0, 6);
}

/** Columns that stay in sight come first; else the first one does. */
export const pinnedFirst = (fields: Field[], pinned: readonly string[]): Field[] => [
  ...fields.filter(({ name }) => pinned.includes(name)),
  ...fields.filter(({ name }) => !pinned.includes(name)),
];
