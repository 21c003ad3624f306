/** Follows a path such as "order_id.channel_id" over relations to its last field. */
import type { Entity, Field } from "../model/snapshot";

export function fieldAtPath(path: string, entity: Entity, entities: readonly Entity[]): Field | undefined {
  const [name = "", ...rest] = path.split(".");
  const field = entity.fields.find((candidate) => candidate.name === name);
  if (rest.length === 0 || !field) return field;
  const target = entities.find((candidate) => candidate.name === field.relation?.entity);
  return target && fieldAtPath(rest.join("."), target, entities);
}
