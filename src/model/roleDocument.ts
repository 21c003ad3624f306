/** A role as one document: what the studio edits and a version keeps. Its keys are those of the database. */
import type { Condition } from "./condition";
import type { Label } from "./label";
import type { ConfigurationRight } from "./snapshot";

export const permissionActions = ["read", "create", "update", "delete", "export", "import"] as const;
export type PermissionAction = (typeof permissionActions)[number];

/** Actions that can be limited to some fields, and to some rows. */
export const fieldActions = ["read", "create", "update", "export"] as const;
export const rowActions = ["read", "create", "update", "delete"] as const;
export type FieldAction = (typeof fieldActions)[number];
export type RowAction = (typeof rowActions)[number];
export const isFieldAction = (action: PermissionAction): action is FieldAction =>
  fieldActions.some((candidate) => candidate === action);
export const isRowAction = (action: PermissionAction): action is RowAction =>
  rowActions.some((candidate) => candidate === action);
/** Actions that can fill in and check values. */
export const writeActions = ["create", "update"] as const;

/** What a field is filled with when it is left empty. */
export type Preset = { value: unknown } | { variable: string };

/** Saving is refused unless the condition holds. */
export interface ValidationRule {
  condition: Condition;
  /** The field under which the message stands; null = the whole form. */
  field: string | null;
  message: Label;
}

export interface Permission {
  entity: string;
  action: PermissionAction;
  /** Key of the row scope; null = all rows. */
  scope: string | null;
  /** Names of the fields; null = all, future ones too. */
  fields: string[] | null;
  presets?: Record<string, Preset>;
  validation?: ValidationRule[];
}

export interface NewScope {
  key: string;
  label: Label;
  condition: Condition;
}

export interface RoleDocument {
  /** Fingerprint of the state that was read; noticed when somebody else saved meanwhile. */
  version?: string;
  key: string;
  label: Label;
  /** The lower, the more powerful. */
  rank: number;
  requires_mfa: boolean;
  can_view_as: boolean;
  may_configure: ConfigurationRight[];
  is_active: boolean;
  permissions: Permission[];
  /** Names of operations that the role may run. */
  operations?: string[];
  /** Scopes that are made together with the role. */
  new_scopes?: NewScope[];
}
