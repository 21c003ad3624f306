/** The one condition language: list filters, row scopes, colour rules. Mirrors what engine.compile_condition accepts. */
export const operators = [
  "eq",
  "neq",
  "lt",
  "lte",
  "gt",
  "gte",
  "in",
  "nin",
  "contains",
  "starts_with",
  "overlaps",
  "is_empty",
  "is_not_empty",
  // The record behind a relation may be seen by whoever asks; only in row scopes.
  "visible",
] as const;

export type Operator = (typeof operators)[number];

/** Operators that compare with nothing. */
export const isUnary = (op: Operator) => op === "is_empty" || op === "is_not_empty" || op === "visible";

/** Compares a field with a fixed value, or with a variable such as "me" that is resolved per member. */
export interface Comparison {
  field: string;
  op: Operator;
  value?: unknown;
  variable?: string;
}

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { exists: string; where: Condition }
  | Comparison;
