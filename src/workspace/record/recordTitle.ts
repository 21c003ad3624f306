/** What a record is called; without a readable title it is known by its key. */
import type { DataRecord } from "../../data/record";
import type { Entity } from "../../model/snapshot";

export function recordTitle(entity: Entity, record: DataRecord): string {
  const title = record.titles[entity.titleField] ?? record.values[entity.titleField];
  return typeof title === "string" || typeof title === "number" ? String(title) : `#${record.id}`;
}
