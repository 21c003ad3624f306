/** Builds the `select` of a request: readable columns, and the titles of relations as embeds. */
import type { Entity, Field, FieldTypeName } from "../model/snapshot";
import { forwardEmbed } from "./embeds";
import { readableField, titledTarget } from "./fieldAccess";
import { quoteName } from "./quote";

/** Under this name the answer carries the title of a relation field. */
export const titleAlias = (fieldName: string) => quoteName(`${fieldName}__title`).replaceAll('"', "");

const titleEmbed = (entity: Entity, field: Field, entities: readonly Entity[]): string | undefined => {
  const target = titledTarget(field, entities);
  const way = forwardEmbed(entity.name, field);
  return target && way && `${quoteName(titleAlias(field.name))}:${way}(${quoteName(target.titleField)})`;
};

/** What a lookup shows comes as an embed under its own name, with the currency of an amount. */
const lookupEmbed = (entity: Entity, field: Field): string | undefined => {
  const { relation, field: source, currency } = field.options.lookup ?? {};
  const through = entity.fields.find(({ name }) => name === relation);
  const way = through && forwardEmbed(entity.name, through);
  if (way === undefined || source === undefined) return undefined;
  const columns = currency === undefined ? [source] : [source, currency];
  return `${quoteName(field.name)}:${way}(${columns.map(quoteName).join(",")})`;
};

/** Names that are always fetched: without key and version nothing can be saved, without currency no amount shown. */
function withCompanions(entity: Entity, names: readonly string[]): string[] {
  const currencies = names.flatMap((name) => readableField(entity, name)?.options.currency_field ?? []);
  const version = entity.versionField === null ? [] : [entity.versionField];
  return [...new Set([entity.primaryKey, entity.titleField, ...names, ...currencies, ...version])];
}

/** All fields of a record that may be shown. */
export const shownFields = (entity: Entity) =>
  entity.fields.filter((field) => field.canRead && !field.isHidden).map((field) => field.name);

/** The readable ones of the wanted fields with their companions, in order. */
export const wantedFields = (entity: Entity, names: readonly string[]): Field[] =>
  withCompanions(entity, names).flatMap((name) => readableField(entity, name) ?? []);

const numbers: readonly FieldTypeName[] = ["integer", "decimal", "money", "percent"];

/** As text a number keeps the digits that JavaScript's would lose. */
export const exactColumn = (entity: Entity, { name, type }: Field): string =>
  numbers.includes(type) && name !== entity.primaryKey ? `${quoteName(name)}::text` : quoteName(name);

const plainColumn = (_: Entity, { name }: Field) => quoteName(name);

interface SelectOptions {
  entities: readonly Entity[];
  columnOf?: ((entity: Entity, field: Field) => string) | undefined;
}

export function selectList(
  entity: Entity,
  fields: readonly Field[],
  { entities, columnOf = plainColumn }: SelectOptions,
): string {
  const embeds = fields.flatMap((field) => titleEmbed(entity, field, entities) ?? []);
  const columns = fields.flatMap((field) =>
    field.options.lookup ? (lookupEmbed(entity, field) ?? []) : columnOf(entity, field),
  );
  return [...columns, ...embeds].join(",");
}
