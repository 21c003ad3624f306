/** Two made-up entities for tests of the data layer: notes that belong to folders. */
import type { Entity, Field, Snapshot } from "../../../src/model/snapshot";

export const aField = (name: string, rest: Partial<Field> = {}): Field => ({
  id: name,
  name,
  label: { en: name, "zh-CN": name },
  type: "text",
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
  position: 1,
  ...rest,
});

const anEntity = (name: string, rest: Partial<Entity>): Entity => ({
  id: name,
  name,
  label: { en: name, "zh-CN": name },
  group: null,
  icon: null,
  position: 1,
  isHidden: false,
  primaryKey: "id",
  versionField: null,
  titleField: "title",
  searchFields: [],
  listFields: ["title"],
  defaultSort: [],
  actions: { create: true, update: true, delete: true, export: true, import: true },
  fields: [],
  children: [],
  views: [],
  ...rest,
});

export const folders = anEntity("folders", {
  fields: [
    aField("id", { type: "integer" }),
    aField("title"),
    aField("owner_id", { type: "person" }),
    aField("parent_id", {
      type: "relation",
      relation: { entity: "folders", constraint: "folder_has_a_parent" },
    }),
    aField("secret", { canRead: false }),
  ],
});

export const notes = anEntity("notes", {
  versionField: "version",
  searchFields: ["title", "body", "number"],
  defaultSort: [{ field: "made_at", descending: true }],
  fields: [
    aField("id", { type: "integer", canCreate: false, canUpdate: false }),
    aField("title", { gramsColumn: "title_grams" }),
    aField("body", { type: "long_text" }),
    aField("number", { type: "integer" }),
    aField("price", { type: "money", options: { currency_field: "currency" } }),
    aField("currency", { canUpdate: false }),
    aField("tags", { type: "tags" }),
    aField("made_at", { type: "datetime" }),
    aField("folder_id", {
      type: "relation",
      relation: { entity: "folders", constraint: "note_is_in_a_folder" },
    }),
    aField("author_id", { type: "person" }),
    aField("cost", { canRead: false }),
    aField("version", { type: "integer", isHidden: true, canUpdate: false }),
  ],
});

export const entities = [notes, folders];

export const aSnapshot = (rest: Partial<Snapshot> = {}): Snapshot => ({
  version: 1,
  member: { id: "11111111-1111-1111-1111-111111111111", name: "Ada", email: "ada@example.com" },
  role: {
    id: "r1",
    key: "clerk",
    label: { en: "Clerk", "zh-CN": "文员" },
    canViewAs: false,
    requiresMfa: false,
    mayConfigure: [],
  },
  roles: [],
  viewAs: null,
  groups: [],
  entities,
  operations: [],
  people: [{ id: "p1", name: "Bo", isActive: true }],
  settings: { name: { en: "Shop", "zh-CN": "店" }, timeZone: "Asia/Shanghai", currency: "CNY" },
  ...rest,
});
