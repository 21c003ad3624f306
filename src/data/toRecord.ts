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

/** The value of a field; a lookup's came inside the record that it was read from. */
function valuesOf(field: Field, row: Row): [string, unknown][] {
  const { lookup, currency_field: currencyName } = field.options;
  if (!lookup) return [[field.name, row[field.name]]];
  const seen = row[field.name] as Row | null | undefined;
  const value: [string, unknown] = [field.name, seen?.[lookup.field] ?? null];
  if (lookup.currency === undefined || currencyName === undefined) return [value];
  return [value, [currencyName, seen?.[lookup.currency] ?? null]];
}

function titleOf(field: Field, row: Row, { entities, people }: RowContext): string | null {
  const [[, value] = []] = valuesOf(field, row);
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
    values: Object.fromEntries(fields.flatMap((field) => valuesOf(field, row))),
    titles: Object.fromEntries(related.map((field) => [field.name, titleOf(field, row, context)])),
  };
}
