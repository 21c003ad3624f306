/** What a form shows without an input: fields that the role may read but not change. */
import type { Entity, Field } from "../../model/snapshot";

export const readOnlyFields = (entity: Entity): Field[] =>
  entity.fields.filter(
    (field) => field.canRead && !field.isHidden && (!field.canUpdate || field.isGenerated),
  );
