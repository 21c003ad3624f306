/** Which fields a form offers, by the rights of the role. */
import type { Entity, Field } from "../../model/snapshot";

export function editableFields(entity: Entity, isNew: boolean): Field[] {
  return entity.fields
    .filter((field) => !field.isHidden && !field.isGenerated && (isNew ? field.canCreate : field.canUpdate))
    .sort((left, right) => left.position - right.position);
}

export const canEditSomething = (entity: Entity) =>
  entity.actions.update && editableFields(entity, false).length > 0;
