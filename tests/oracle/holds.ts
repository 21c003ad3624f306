/** The oracle's own reading of a condition: what it means in words, in plain TypeScript. */
import type { Comparison, Condition } from "../../src/model/condition";
import type { Row } from "./data";
import { fieldOf, type EntityName, type FieldModel, type Kind } from "./workshop";
import type { Cell } from "./values";

/** A row, and what a condition may look at besides. */
export interface Sight {
  row: Row;
  /** Rows of an entity that the role sees: a relation to anything else leads nowhere. */
  rowsOf: (entity: EntityName) => readonly Row[];
  me: string;
  /** The moment of the statement. */
  now: string;
  /** Records of the member's sets by variable; all records when he has none of his own. */
  sets: Readonly<Record<string, readonly number[]>>;
}

const isEmptyCell = (value: Cell | undefined): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** A form in which equal values are identical and greater ones compare greater. */
function comparable(value: unknown, kind: Kind): string | number | boolean {
  if (kind === "timestamp") return Date.parse(String(value));
  if (kind === "integer" || kind === "number" || kind === "key" || kind === "relation") return Number(value);
  if (kind === "boolean") return value === true || value === "true";
  return String(value);
}

/** Today in the workspace's time zone. */
export const dayInShanghai = () =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

function other({ variable, value }: Comparison, sight: Sight): unknown {
  if (variable === undefined) return value;
  if (variable === "me") return sight.me;
  if (variable === "now") return sight.now;
  if (variable === "today") return dayInShanghai();
  return sight.sets[variable] ?? [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.map((each: unknown) => each) : [value];
}

/** True, false, or undefined for an operator that this is not about. */
function compareSize(op: string, left: string | number | boolean, right: string | number | boolean) {
  if (op === "lt") return left < right;
  if (op === "lte") return left <= right;
  if (op === "gt") return left > right;
  if (op === "gte") return left >= right;
  return undefined;
}

function compareList(cell: readonly unknown[], op: string, compared: unknown): boolean {
  const held = cell.map(String);
  const wanted = listOf(compared).map(String);
  if (op === "contains") return wanted.every((each) => held.includes(each));
  return wanted.some((each) => held.includes(each));
}

function compareScalar(
  cell: string | number | boolean,
  field: FieldModel,
  { op, value }: Comparison,
): boolean {
  const left = comparable(cell, field.kind);
  const isOneOf = () => listOf(value).some((each) => comparable(each, field.kind) === left);
  const text = String(left).toLowerCase();
  const searched = String(value).toLowerCase();
  if (op === "eq") return comparable(value, field.kind) === left;
  if (op === "neq") return comparable(value, field.kind) !== left;
  if (op === "in") return isOneOf();
  if (op === "nin") return !isOneOf();
  if (op === "contains") return text.includes(searched);
  if (op === "starts_with") return text.startsWith(searched);
  const result = compareSize(op, left, comparable(value, field.kind));
  if (result === undefined) throw new Error(`the oracle does not know ${op}`);
  return result;
}

function compare(field: FieldModel, node: Comparison, sight: Sight): boolean {
  const { op } = node;
  const cell = sight.row[field.name] ?? null;
  if (op === "is_empty") return isEmptyCell(cell);
  if (op === "is_not_empty") return !isEmptyCell(cell);
  // A record without a value differs from every value.
  if (cell === null) return op === "neq" || op === "nin";
  const compared = other(node, sight);
  return Array.isArray(cell)
    ? compareList(cell, op, compared)
    : compareScalar(cell, field, { ...node, value: compared });
}

function holdsOnPath(node: Comparison, entity: EntityName, sight: Sight): boolean {
  const [head = "", ...rest] = node.field.split(".");
  const field = fieldOf(entity, head);
  if (rest.length === 0 && node.op !== "visible") return compare(field, node, sight);
  const { target } = field;
  const key = sight.row[head] ?? null;
  const parent = target && key !== null && sight.rowsOf(target).find(({ id }) => id === key);
  if (!target || !parent) return false;
  return (
    rest.length === 0 || holdsOnPath({ ...node, field: rest.join(".") }, target, { ...sight, row: parent })
  );
}

/** Whether the condition is true for the row, a record of the entity. */
export function holds(node: Condition, entity: EntityName, sight: Sight): boolean {
  if ("all" in node) return node.all.every((part) => holds(part, entity, sight));
  if ("any" in node) return node.any.some((part) => holds(part, entity, sight));
  if ("not" in node) return !holds(node.not, entity, sight);
  if ("exists" in node) {
    const [name = "", key = ""] = node.exists.split(".");
    const child = childEntity(name);
    const children = sight.rowsOf(child).filter((row) => row[key] === sight.row.id);
    return children.some((row) => holds(node.where, child, { ...sight, row }));
  }
  return holdsOnPath(node, entity, sight);
}

export function childEntity(name: string): EntityName {
  if (name === "regions" || name === "shops" || name === "jobs" || name === "steps") return name;
  throw new Error(`there is no entity ${name}`);
}
