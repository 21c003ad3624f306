/** Reads and changes the permissions of a role document; every function returns a new document. */
import { type Permission, type PermissionAction, permissionActions, type RoleDocument } from "./roleDocument";

export type CellState = "none" | "all" | "custom";

export const findPermission = (
  { permissions }: RoleDocument,
  entity: string,
  action: PermissionAction,
): Permission | undefined =>
  permissions.find((permission) => permission.entity === entity && permission.action === action);

export const everything = (entity: string, action: PermissionAction): Permission => ({
  entity,
  action,
  scope: null,
  fields: null,
});

const isLimited = ({ scope, fields, presets, validation }: Permission) =>
  scope !== null || fields !== null || Object.keys(presets ?? {}).length > 0 || (validation ?? []).length > 0;

export function cellState(permission: Permission | undefined): CellState {
  if (!permission) return "none";
  return isLimited(permission) ? "custom" : "all";
}

/** Puts a permission into the document in place of the one for the same cell. */
export function withPermission(document: RoleDocument, permission: Permission): RoleDocument {
  const others = document.permissions.filter(
    ({ entity, action }) => entity !== permission.entity || action !== permission.action,
  );
  return { ...document, permissions: [...others, permission] };
}

export function withoutPermission(
  document: RoleDocument,
  entity: string,
  action: PermissionAction,
): RoleDocument {
  const permissions = document.permissions.filter(
    (permission) => permission.entity !== entity || permission.action !== action,
  );
  return { ...document, permissions };
}

/** Nobody changes what he cannot see: a right brings seeing along, and without seeing the others go. */
export function allowCell(document: RoleDocument, entity: string, action: PermissionAction): RoleDocument {
  const allowed = withPermission(document, everything(entity, action));
  return findPermission(allowed, entity, "read")
    ? allowed
    : withPermission(allowed, everything(entity, "read"));
}

export function denyCell(document: RoleDocument, entity: string, action: PermissionAction): RoleDocument {
  const denied = action === "read" ? permissionActions : [action];
  return denied.reduce((result, next) => withoutPermission(result, entity, next), document);
}

/** In one order and without empty parts, so that two documents can be compared as text. */
function normalised({ version: _version, ...document }: RoleDocument) {
  const used = new Set(document.permissions.map(({ scope }) => scope));
  return {
    ...document,
    may_configure: [...document.may_configure].sort(),
    operations: [...(document.operations ?? [])].sort(),
    new_scopes: (document.new_scopes ?? []).filter(({ key }) => used.has(key)),
    permissions: document.permissions.map(permissionText).sort(),
  };
}

/** The same text for permissions that mean the same. */
export function permissionText({ entity, action, scope, fields, ...rest }: Permission): string {
  const presets = Object.entries(rest.presets ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify([
    entity,
    action,
    scope,
    fields && [...fields].sort(),
    presets,
    rest.validation ?? [],
  ]);
}

export const isSameDocument = (left: RoleDocument, right: RoleDocument): boolean =>
  JSON.stringify(normalised(left)) === JSON.stringify(normalised(right));

/** What is sent: scopes that nobody uses any more are not made. */
export function trimmed(document: RoleDocument): RoleDocument {
  const used = new Set(document.permissions.map(({ scope }) => scope));
  const { new_scopes: made = [], ...rest } = document;
  const needed = made.filter(({ key }) => used.has(key));
  return needed.length > 0 ? { ...rest, new_scopes: needed } : rest;
}
