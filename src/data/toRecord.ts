/** Splits a row of PostgREST into values and titles. */
import type { Entity, Field, Person } from "../model/snapshot";
import { titleAlias } from "./columns";
import { readableTarget, titledTarget } from "./fieldAccess";
import type { DataRecord, RecordId } from "./record";

export type Row = Record<string, unknown>;

interface RowContext {
  entity: Entity;
  fields: readonly Field[];
  entities: readonly Entity[];
  people: readonly Person[];
}

const asTitle = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;

function titleOf(field: Field, row: Row, { entities, people }: RowContext): string | null {
  const value = row[field.name];
  if (value === null || value === undefined) return null;
  if (field.type === "person") return people.find(({ id }) => id === value)?.name ?? null;
  const target = titledTarget(field, entities);
  // A target that may be read but whose title did not come is known by its key.
  if (!target) return readableTarget(field, entities) ? asTitle(value) : null;
  const embedded = row[titleAlias(field.name)] as Row | null | undefined;
  return embedded === undefined ? asTitle(value) : asTitle(embedded?.[target.titleField]);
}

export function toRecord(row: Row, context: RowContext): DataRecord {
  const { entity, fields } = context;
  const related = fields.filter(({ type }) => type === "relation" || type === "person");
  return {
    id: row[entity.primaryKey] as RecordId,
    values: Object.fromEntries(fields.map(({ name }) => [name, row[name]])),
    titles: Object.fromEntries(related.map((field) => [field.name, titleOf(field, row, context)])),
  };
}
