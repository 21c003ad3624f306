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
] as const;

export type Operator = (typeof operators)[number];

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
