/** The named fields of an entity that may be read, in the given order. */
import type { Entity, Field } from "../../model/snapshot";

export const readableFields = (entity: Entity, names: readonly string[]): Field[] =>
  names.flatMap((name) => entity.fields.find((field) => field.name === name && field.canRead) ?? []);
