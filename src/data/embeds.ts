/** How PostgREST names the way from one table to another. */
import type { Field } from "../model/snapshot";
import { quoteName } from "./quote";

/**
 * From a row to the one that its relation field points to. A table that refers to itself is named by the column;
 * undefined where PostgREST has no name at all, which is a unique reference to the own table.
 */
export function forwardEmbed(entityName: string, field: Field): string | undefined {
  if (!field.relation) return undefined;
  const { entity, constraint } = field.relation;
  if (entity !== entityName) return `${quoteName(entity)}!${quoteName(constraint)}`;
  return field.isUnique ? undefined : quoteName(field.name);
}

/** From a row to those of `childName` whose relation field points to it. */
export function backwardEmbed(childName: string, field: Field): string | undefined {
  if (!field.relation) return undefined;
  const { entity, constraint } = field.relation;
  if (entity !== childName) return `${quoteName(childName)}!${quoteName(constraint)}`;
  return field.isUnique ? undefined : `${quoteName(childName)}!${quoteName(field.name)}`;
}
