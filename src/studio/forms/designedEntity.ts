/** An entity as its form is designed: who configures need not read, so every field counts. */
import type { FormPageAnswer } from "../../data/config/formPages";
import type { Entity } from "../../model/snapshot";

export const designedEntity = ({ entity, label, fields }: FormPageAnswer): Entity => ({
  id: entity,
  name: entity,
  label,
  group: null,
  icon: null,
  position: 0,
  isHidden: false,
  primaryKey: "id",
  versionField: "version",
  titleField: "id",
  searchFields: [],
  listFields: fields.map(({ name }) => name),
  defaultSort: [],
  actions: { create: true, update: true, delete: true, export: true, import: true },
  fields: fields.map((field) => ({
    ...field,
    canRead: true,
    canCreate: !field.isGenerated && !field.isReadOnly,
    canUpdate: !field.isGenerated && !field.isReadOnly,
  })),
  children: [],
  views: [],
});
