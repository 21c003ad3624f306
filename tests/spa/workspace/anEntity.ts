/** Entities and fields as tests need them. */
import type { Entity, Field, FieldTypeName } from "../../../src/model/snapshot";

export function aField(name: string, type: FieldTypeName = "text", more: Partial<Field> = {}): Field {
  return {
    id: name,
    name,
    label: { en: name, "zh-CN": name },
    type,
    options: {},
    isRequired: false,
    isUnique: false,
    isHidden: false,
    hasDefault: false,
    isGenerated: false,
    isReadOnly: false,
    canRead: true,
    canCreate: true,
    canUpdate: true,
    position: 0,
    ...more,
  };
}

export function anEntity(name: string, fields: Field[], more: Partial<Entity> = {}): Entity {
  return {
    id: name,
    name,
    label: { en: name, "zh-CN": name },
    group: null,
    icon: null,
    position: 0,
    isHidden: false,
    primaryKey: "id",
    versionField: null,
    titleField: fields[0]?.name ?? "id",
    searchFields: [],
    listFields: fields.map((field) => field.name),
    defaultSort: [],
    actions: { create: true, update: true, delete: true, export: false, import: false },
    fields,
    children: [],
    views: [],
    ...more,
  };
}
