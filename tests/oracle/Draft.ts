/** A role as these tests write it down, and what the rules of Kontor make of its columns. */
import type { Condition } from "../../src/model/condition";
import { entityOf, type EntityName } from "./workshop";
import type { Cell } from "./values";

export type Action = "read" | "create" | "update" | "delete" | "export" | "import";

export interface Rule {
  condition: Condition;
  field: string | null;
  message: { en: string; "zh-CN": string };
}

export type Preset = { value: Cell } | { variable: "me" | "now" | "today" };

export interface Permission {
  entity: EntityName;
  action: Action;
  /** Null = all, also those that come later. */
  fields: string[] | null;
  /** Null = all rows. */
  scope: Condition | null;
  presets: Record<string, Preset>;
  validation: Rule[];
}

export interface Draft {
  permissions: Permission[];
  operations: string[];
}

export function permissionOf(draft: Draft, entity: EntityName, action: Action): Permission | undefined {
  return draft.permissions.find((each) => each.entity === entity && each.action === action);
}

/** Columns that the role may select, filter and sort by. */
export function readableColumns(draft: Draft, entity: EntityName): string[] {
  const permission = permissionOf(draft, entity, "read");
  if (!permission) return [];
  const { fields, versionField } = entityOf(entity);
  const comesAlong = ["id", versionField];
  return fields
    .map(({ name }) => name)
    .filter(
      (name) =>
        permission.fields === null ||
        comesAlong.includes(name) ||
        permission.fields.includes(name.replace(/_grams$/, "")),
    );
}

/** Columns that the role may write on create or update. */
export function writableColumns(draft: Draft, entity: EntityName, action: "create" | "update"): string[] {
  const permission = permissionOf(draft, entity, action);
  if (!permission) return [];
  return entityOf(entity)
    .fields.filter(({ name, isFixed }) => !isFixed && (permission.fields?.includes(name) ?? true))
    .map(({ name }) => name);
}

/** The document that config.save_role takes; scopes come along under keys of their own. */
export function documentOf(draft: Draft, tag: string): Record<string, unknown> {
  const scopes: Record<string, unknown>[] = [];
  const permissions = draft.permissions.map(({ scope, ...permission }) => {
    if (scope === null) return { ...permission, scope: null };
    const key = `${tag}_${permission.action}_${permission.entity}`;
    scopes.push({ key, label: { en: key, "zh-CN": key }, condition: scope });
    return { ...permission, scope: key };
  });
  return { permissions, operations: draft.operations, new_scopes: scopes };
}
