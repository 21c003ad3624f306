/** Sorts the fields of a record into groups that read well, until somebody arranges a form by hand. */
import type { Entity, Field, FieldTypeName } from "../../model/snapshot";

export const groupNames = ["main", "amounts", "dates", "texts", "system"] as const;
export type GroupName = (typeof groupNames)[number];

export interface DetailGroup {
  name: GroupName;
  fields: Field[];
}

const groupOfType: Partial<Record<FieldTypeName, GroupName>> = {
  money: "amounts",
  date: "dates",
  datetime: "dates",
  long_text: "texts",
  json: "texts",
};

/** Fewer than this stay with the main fields. */
const smallestGroup = 3;

export function detailGroups(entity: Entity, fields: readonly Field[]): DetailGroup[] {
  const ordered = [...fields].sort((left, right) => left.position - right.position);
  const wanted = ordered.map((field) => ({ field, group: groupOf(field, entity) }));
  const sizeOf = (name: GroupName) => wanted.filter(({ group }) => group === name).length;
  const isTooSmall = (name: GroupName) =>
    (name === "amounts" || name === "dates") && sizeOf(name) < smallestGroup;

  return groupNames
    .map((name) => ({
      name,
      fields: wanted
        .filter(({ group }) => (isTooSmall(group) ? "main" : group) === name)
        .map(({ field }) => field),
    }))
    .filter((group) => group.fields.length > 0);
}

function groupOf(field: Field, entity: Entity): GroupName {
  const isSystem =
    field.name === entity.primaryKey ||
    field.name === entity.versionField ||
    field.name === "created_at" ||
    field.name === "updated_at";
  return isSystem ? "system" : (groupOfType[field.type] ?? "main");
}
