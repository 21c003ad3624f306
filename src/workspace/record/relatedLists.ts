/** The entities whose records point at a record, as far as the reader may see them. */
import type { Condition } from "../../model/condition";
import type { Entity, Field } from "../../model/snapshot";
import type { RecordId } from "../../data/record";

export interface RelatedList {
  key: string;
  entity: Entity;
  /** The field that points here. */
  field: Field;
  /** True when the name alone would not say which of two ways points here. */
  isAmbiguous: boolean;
}

export function relatedLists(entity: Entity, entities: readonly Entity[]): RelatedList[] {
  return entity.children.flatMap((child) => {
    const related = entities.find((candidate) => candidate.name === child.entity);
    const field = related?.fields.find((candidate) => candidate.name === child.field);
    if (!related || !field?.canRead) return [];
    const isTwice = entity.children.filter((other) => other.entity === child.entity).length > 1;
    const isAmbiguous = isTwice || child.entity === entity.name;
    return [{ key: `${child.entity}.${child.field}`, entity: related, field, isAmbiguous }];
  });
}

export const pointsAt = (field: Field, id: RecordId): Condition =>
  field.type === "relations"
    ? { field: field.name, op: "overlaps", value: [id] }
    : { field: field.name, op: "eq", value: id };
