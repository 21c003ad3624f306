/** What a form shows without an input: fields that the role may read but not change. */
import type { FormLayout } from "../../model/form";
import type { Entity, Field } from "../../model/snapshot";

export const readOnlyFields = (entity: Entity): Field[] =>
  entity.fields.filter(
    (field) => field.canRead && !field.isHidden && (!field.canUpdate || field.isGenerated),
  );

/** Those that a layout gives a place, and the others; what it leaves out is in neither. */
export function splitByLayout(fields: readonly Field[], layout: FormLayout | null | undefined) {
  const names = layout?.tabs.flatMap(({ sections }) =>
    sections.flatMap((section) => section.fields.map(({ name }) => name)),
  );
  const placed = fields.filter(({ name }) => names?.includes(name));
  const others = fields.filter((field) => !placed.includes(field) && !layout?.hidden.includes(field.name));
  return { placed, others };
}
