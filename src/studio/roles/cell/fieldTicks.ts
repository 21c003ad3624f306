/** Ticks of the field grid: reading and changing which fields an action reaches. */
import { allowCell, findPermission, withPermission } from "../../../model/permissions";
import type { PermissionAction, RoleDocument } from "../../../model/roleDocument";
import type { Entity, Field } from "../../../model/snapshot";

interface Tick {
  action: PermissionAction;
  field: Field;
}

/** Nobody writes what the database fills in by itself. */
export const canTick = (field: Field, action: PermissionAction) =>
  action === "create" ? field.canCreate : action !== "update" || field.canUpdate;

export function isTicked(document: RoleDocument, entity: Entity, { action, field }: Tick): boolean {
  const permission = findPermission(document, entity.name, action);
  return permission !== undefined && (permission.fields?.includes(field.name) ?? true);
}

function withFields(
  document: RoleDocument,
  entity: Entity,
  { action, fields }: { action: PermissionAction; fields: string[] | null },
): RoleDocument {
  const allowed = findPermission(document, entity.name, action)
    ? document
    : allowCell(document, entity.name, action);
  const permission = findPermission(allowed, entity.name, action);
  if (!permission) return allowed;
  // Whoever is given fields to edit edits the records that he sees, unless something else is chosen.
  const isNew = allowed !== document && action === "update";
  const scope = isNew ? (findPermission(document, entity.name, "read")?.scope ?? null) : permission.scope;
  return withPermission(allowed, { ...permission, scope, fields });
}

/** All includes fields that are added later; none leaves the right itself, without fields. */
export const tickAll = (
  document: RoleDocument,
  entity: Entity,
  { action, on }: { action: PermissionAction; on: boolean },
): RoleDocument => withFields(document, entity, { action, fields: on ? null : [] });

export function tickField(
  document: RoleDocument,
  entity: Entity,
  { action, field, on }: Tick & { on: boolean },
): RoleDocument {
  const possible = entity.fields.filter((candidate) => canTick(candidate, action));
  const ticked = possible.filter((candidate) => isTicked(document, entity, { action, field: candidate }));
  const others = ticked.filter(({ name }) => name !== field.name).map(({ name }) => name);
  return withFields(document, entity, { action, fields: on ? [...others, field.name] : others });
}
