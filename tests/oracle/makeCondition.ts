/** Random condition trees over an entity: every operator, nesting, relations, children, variables. */
import type { Condition, Operator } from "../../src/model/condition";
import type { Random } from "./Random";
import { fragmentOf, valueOf } from "./values";
import { childrenOf, entityOf, variables, type EntityName, type FieldModel, type Kind } from "./workshop";

export interface Surroundings {
  random: Random;
  /** Member ids that person fields hold. */
  people: readonly string[];
}

const sizes: Operator[] = ["lt", "lte", "gt", "gte"];
const ordered: Operator[] = ["eq", "neq", ...sizes, "in", "nin", "is_empty", "is_not_empty"];
const equality: Operator[] = ["eq", "neq", "in", "nin", "is_empty", "is_not_empty"];
const arrays: Operator[] = ["overlaps", "contains", "is_empty", "is_not_empty"];

const operatorsOf: Record<Kind, Operator[]> = {
  key: ["eq", "neq", "in", "nin", "lt", "gte"],
  text: [...equality, "contains", "starts_with"],
  word: [...ordered, "starts_with", "contains"],
  integer: ordered,
  number: ordered,
  boolean: ["eq", "neq", "is_empty", "is_not_empty"],
  timestamp: ordered,
  date: ordered,
  texts: arrays,
  keys: arrays,
  person: equality,
  relation: [...equality, "visible"],
};

/** A variable that may stand in place of a value; undefined when none fits. */
function variableFor(field: FieldModel, op: Operator, random: Random): string | undefined {
  const single = op !== "in" && op !== "nin";
  if (field.kind === "person" && single) return "me";
  // Whether a moment equals the very now of a transaction is not for an outsider to say.
  if (field.kind === "timestamp" && !field.isFixed && sizes.includes(op)) return "now";
  if (field.kind === "date" && single) return "today";
  const sets = variables.filter(
    ({ entity }) =>
      (field.kind === "relation" && field.target === entity && !single) ||
      (field.kind === "keys" && entity === "shops" && op === "overlaps"),
  );
  return sets.length > 0 && !(single && op !== "overlaps") ? random.pick(sets).name : undefined;
}

function comparison(field: FieldModel, path: string, { random, people }: Surroundings): Condition {
  const op = random.pick(operatorsOf[field.kind]);
  if (op === "is_empty" || op === "is_not_empty" || op === "visible") return { field: path, op };
  const variable = variableFor(field, op, random);
  if (variable !== undefined && random.percent(50)) return { field: path, op, variable };
  const isText = field.kind === "text" || field.kind === "word";
  if (isText && (op === "contains" || op === "starts_with"))
    return { field: path, op, value: fragmentOf(random) };
  if (op === "in" || op === "nin") {
    const value = Array.from({ length: random.integer(1, 3) }, () => valueOf(field, random, people));
    return { field: path, op, value };
  }
  let value = valueOf(field, random, people);
  // Compared with nothing at all a condition is refused, see tests/database/scopes.test.ts.
  while (Array.isArray(value) && value.length === 0) value = valueOf(field, random, people);
  // The studio sends numbers as numbers, scripts often as text.
  return { field: path, op, value: typeof value === "number" && random.percent(20) ? String(value) : value };
}

/** A field of the entity or of one that it points to, up to two relations away. */
function aComparison(entity: EntityName, around: Surroundings, prefix = ""): Condition {
  const field = around.random.pick(entityOf(entity).fields);
  const hops = prefix.split(".").length - 1;
  if (field.target && hops < 2 && around.random.percent(60)) {
    return aComparison(field.target, around, `${prefix}${field.name}.`);
  }
  return comparison(field, prefix + field.name, around);
}

export function makeCondition(entity: EntityName, around: Surroundings, depth = 2): Condition {
  const { random } = around;
  const choice = depth === 0 ? 0 : random.integer(0, 99);
  const parts = () =>
    Array.from({ length: random.integer(0, 3) }, () => makeCondition(entity, around, depth - 1));
  if (choice >= 92) {
    const children = childrenOf(entity);
    if (children.length === 0) return aComparison(entity, around);
    const child = random.pick(children);
    return {
      exists: `${child.entity}.${child.field}`,
      where: makeCondition(child.entity, around, depth - 1),
    };
  }
  if (choice >= 82) return { not: makeCondition(entity, around, depth - 1) };
  if (choice >= 66) return { any: parts() };
  if (choice >= 50) return { all: parts() };
  return aComparison(entity, around);
}
