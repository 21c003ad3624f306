/** An entity of the role pages in the form that the filter builder and the inputs know. */
import type { StudioEntity, StudioField } from "../data/config/rolesPage";
import type { Entity, Field } from "../model/snapshot";

const toField = (field: StudioField, position: number): Field => ({
  id: field.name,
  name: field.name,
  label: field.label,
  type: field.type,
  options: field.options ?? {},
  isRequired: false,
  isUnique: false,
  isHidden: field.is_hidden,
  hasDefault: false,
  isGenerated: field.is_generated,
  isReadOnly: field.is_read_only,
  ...(field.relation && { relation: field.relation }),
  // Who configures need not read: here every field counts.
  canRead: true,
  canCreate: !field.is_generated && !field.is_read_only,
  canUpdate: !field.is_generated && !field.is_read_only,
  position,
});

export const toEntity = (entity: StudioEntity): Entity => ({
  id: entity.name,
  name: entity.name,
  label: entity.label,
  group: entity.group,
  icon: null,
  position: entity.position,
  isHidden: false,
  primaryKey: "id",
  versionField: null,
  titleField: "id",
  searchFields: [],
  listFields: entity.fields.map(({ name }) => name),
  defaultSort: [],
  actions: { create: true, update: true, delete: true, export: true, import: true },
  fields: entity.fields.map(toField),
  children: [],
  views: [],
});
