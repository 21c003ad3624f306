/** What the metadata lets this member read; every column list of a request comes from here. */
import type { Entity, Field } from "../model/snapshot";

export const findField = (entity: Entity, name: string) => entity.fields.find((field) => field.name === name);

export const readableField = (entity: Entity, name: string): Field | undefined => {
  const field = findField(entity, name);
  return field?.canRead ? field : undefined;
};

/** The readable target of a relation together with its readable title field. */
export function readableTarget(field: Field, entities: readonly Entity[]) {
  const target = entities.find(({ name }) => name === field.relation?.entity);
  if (!target || !readableField(target, target.primaryKey)) return undefined;
  return target;
}

/** The relation's target, when its title says more than its key. */
export function titledTarget(field: Field, entities: readonly Entity[]) {
  const target = readableTarget(field, entities);
  if (!target || target.titleField === target.primaryKey) return undefined;
  return readableField(target, target.titleField) ? target : undefined;
}
