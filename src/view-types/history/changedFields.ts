/** Which fields of an entity an entry of the log tells about, in the order of the entity. */
import type { AuditEntry } from "../../data/config/auditEntry";
import type { Entity, Field } from "../../model/snapshot";

export function changedFields(entity: Entity, entry: AuditEntry): Field[] {
  const names = new Set([...Object.keys(entry.old ?? {}), ...Object.keys(entry.new ?? {})]);
  return entity.fields
    .filter(({ name, isHidden }) => names.has(name) && !isHidden && name !== entity.versionField)
    .sort((a, b) => a.position - b.position);
}
