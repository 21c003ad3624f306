/** A condition tree as nested arrays, the shortest JSON for an address; and back, trusting nothing. */
import { type Condition, type Operator, operators } from "../model/condition";

const deepest = 8;

export function foldCondition(condition: Condition): unknown[] {
  if ("all" in condition) return ["and", ...condition.all.map(foldCondition)];
  if ("any" in condition) return ["or", ...condition.any.map(foldCondition)];
  if ("not" in condition) return ["not", foldCondition(condition.not)];
  if ("exists" in condition) return ["exists", condition.exists, foldCondition(condition.where)];
  const { field, op, value, variable } = condition;
  if (variable !== undefined) return [field, op, null, variable];
  return value === undefined ? [field, op] : [field, op, value];
}

const isOperator = (value: unknown): value is Operator => operators.some((operator) => operator === value);
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

function unfoldAll(nodes: unknown[], depth: number): Condition[] | undefined {
  const unfolded = nodes.map((node) => unfoldCondition(node, depth));
  return unfolded.every((node) => node !== undefined) ? unfolded : undefined;
}

function unfoldComparison([field, op, value, variable]: unknown[]): Condition | undefined {
  if (typeof field !== "string" || !isOperator(op)) return undefined;
  if (typeof variable === "string") return { field, op, variable };
  return value === undefined ? { field, op } : { field, op, value };
}

/** Undefined when it is no condition. A field may bear the name of a word: the second item tells them apart. */
export function unfoldCondition(node: unknown, depth = 0): Condition | undefined {
  if (!isList(node) || depth > deepest) return undefined;
  const [word, ...rest] = node;
  if (isOperator(rest[0])) return unfoldComparison(node);
  if (word === "and") {
    const all = unfoldAll(rest, depth + 1);
    return all && { all };
  }
  if (word === "or") {
    const any = unfoldAll(rest, depth + 1);
    return any && { any };
  }
  if (word === "not") {
    const not = unfoldCondition(rest[0], depth + 1);
    return not && { not };
  }
  if (word === "exists" && typeof rest[0] === "string") {
    const where = unfoldCondition(rest[1], depth + 1);
    return where && { exists: rest[0], where };
  }
  return undefined;
}
