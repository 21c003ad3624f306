/** Ready-made sets of permissions for people who dislike matrices. */
import { withoutPermission, withPermission } from "./permissions";
import { type Permission, type PermissionAction, permissionActions, type RoleDocument } from "./roleDocument";

export const presetGroups = ["add_only", "manage_own", "add_and_view", "manage_all", "view_all"] as const;
export type PresetGroup = (typeof presetGroups)[number];

/** What a record of an entity being "one's own" means. */
export interface Ownership {
  /** The field that names the member. */
  field: string;
  /** Key of the scope that compares it with "me". */
  scope: string;
}

const actionsOf: Record<PresetGroup, readonly PermissionAction[]> = {
  add_only: ["read", "create"],
  manage_own: ["read", "create", "update", "delete"],
  add_and_view: ["read", "create"],
  manage_all: permissionActions,
  view_all: ["read"],
};

export const needsOwnership = (group: PresetGroup) => group === "add_only" || group === "manage_own";

/** The permissions of one entity; undefined where nothing says whose a record is but the group needs it. */
export function groupPermissions(
  group: PresetGroup,
  entity: string,
  ownership: Ownership | undefined,
): Permission[] | undefined {
  if (!needsOwnership(group)) {
    return actionsOf[group].map((action) => ({ entity, action, scope: null, fields: null }));
  }
  if (!ownership) return undefined;
  const { field, scope } = ownership;
  return actionsOf[group].map((action) => ({
    entity,
    action,
    // What somebody adds becomes his own by the preset, or he could not see it afterwards.
    scope: action === "create" ? null : scope,
    fields: null,
    ...(action === "create" && { presets: { [field]: { variable: "me" } } }),
  }));
}

/** Replaces all permissions of an entity. */
export function withEntityPermissions(
  document: RoleDocument,
  entity: string,
  permissions: readonly Permission[],
): RoleDocument {
  const cleared = permissionActions.reduce(
    (result, action) => withoutPermission(result, entity, action),
    document,
  );
  return permissions.reduce(withPermission, cleared);
}
