/** Which roles Kontor must refuse to save: scopes that look into what the role may not read, or back at themselves. */
import type { Condition } from "../../src/model/condition";
import { permissionOf, readableColumns, type Action, type Draft } from "./Draft";
import { childEntity } from "./holds";
import { fieldOf, type EntityName } from "./workshop";

/** One field of the matrix. */
interface Cell {
  entity: EntityName;
  action: Action;
}

/** A column of another record that a condition looks at. */
export interface Need {
  entity: EntityName;
  column: string;
}

/** Everything beyond the row itself that a condition looks at. */
export function needsOf(node: Condition, entity: EntityName, isRowItself = true): Need[] {
  if ("all" in node) return node.all.flatMap((part) => needsOf(part, entity, isRowItself));
  if ("any" in node) return node.any.flatMap((part) => needsOf(part, entity, isRowItself));
  if ("not" in node) return needsOf(node.not, entity, isRowItself);
  if ("exists" in node) {
    const [name = "", key = ""] = node.exists.split(".");
    const child = childEntity(name);
    return [{ entity: child, column: key }, ...needsOf(node.where, child, false)];
  }
  const [head = "", ...rest] = node.field.split(".");
  const own = isRowItself ? [] : [{ entity, column: head }];
  const { target } = fieldOf(entity, head);
  if (!target || (rest.length === 0 && node.op !== "visible")) return own;
  const onward = rest.length === 0 ? [] : needsOf({ ...node, field: rest.join(".") }, target, false);
  return [...own, { entity: target, column: "id" }, ...onward];
}

/** Whether a condition asks anything of the database besides the row itself. */
function looksElsewhere(node: Condition): boolean {
  if ("all" in node) return node.all.some(looksElsewhere);
  if ("any" in node) return node.any.some(looksElsewhere);
  if ("not" in node) return looksElsewhere(node.not);
  if ("exists" in node) return true;
  return (
    node.field.includes(".") ||
    node.op === "visible" ||
    (node.variable !== undefined && node.variable !== "now")
  );
}

const compiled: Action[] = ["read", "create", "update", "delete"];

/** Whether the rows of a permission depend on themselves, through the scopes of what they look at. */
function isCircular(draft: Draft, { entity, action }: Cell, path: EntityName[] = []): boolean {
  const scope = permissionOf(draft, entity, action)?.scope;
  if (!scope || !looksElsewhere(scope)) return false;
  if (path.includes(entity)) return true;
  const targets = new Set(needsOf(scope, entity).map((need) => need.entity));
  return [...targets].some((target) =>
    isCircular(draft, { entity: target, action: "read" }, [...path, entity]),
  );
}

export interface Problem extends Cell {
  reason: "scope_needs_field" | "circular";
  need?: Need;
}

/** The first thing that makes a role impossible; undefined when it can be saved. */
export function problemOf(draft: Draft): Problem | undefined {
  for (const { entity, action, scope } of draft.permissions) {
    if (!scope || !compiled.includes(action)) continue;
    const need = needsOf(scope, entity).find(
      (each) => !readableColumns(draft, each.entity).includes(each.column),
    );
    if (need) return { reason: "scope_needs_field", entity, action, need };
    if (isCircular(draft, { entity, action })) return { reason: "circular", entity, action };
  }
  return undefined;
}
