/** Decides a condition for the values of one record, as the database would; what it cannot know it leaves open. */
import type { Comparison, Condition } from "./condition";

export interface Circumstances {
  me: string;
  today: string;
  now: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Undefined = only the database can tell: other records, or sets of the member, are asked for. */
export function holds(condition: Condition, values: Values, at: Circumstances): boolean | undefined {
  if ("all" in condition) {
    const parts = condition.all.map((part) => holds(part, values, at));
    return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => holds(part, values, at));
    return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
  }
  if ("not" in condition) {
    const inner = holds(condition.not, values, at);
    return inner === undefined ? undefined : !inner;
  }
  if ("exists" in condition) return undefined;
  return comparisonHolds(condition, values, at);
}

function comparisonHolds(comparison: Comparison, values: Values, at: Circumstances): boolean | undefined {
  const { field, op, variable } = comparison;
  if (field.includes(".") || op === "visible") return undefined;
  const own = values[field];
  if (op === "is_empty") return isEmpty(own);
  if (op === "is_not_empty") return !isEmpty(own);
  const other = variable === undefined ? comparison.value : variableValue(variable, at);
  if (other === undefined) return undefined;
  const others = Array.isArray(other) ? other.map((item): unknown => item) : [other];
  const owns = Array.isArray(own) ? own.map((item): unknown => item) : [own];
  switch (op) {
    case "eq":
      return isSame(own, other);
    case "neq":
      return !isSame(own, other);
    case "in":
      return others.some((item) => isSame(own, item));
    case "nin":
      return !others.some((item) => isSame(own, item));
    case "overlaps":
      return owns.some((item) => others.some((wanted) => isSame(item, wanted)));
    case "contains":
      return Array.isArray(own)
        ? others.every((wanted) => owns.some((item) => isSame(item, wanted)))
        : textOf(own).includes(textOf(other)) && !isNothing(own);
    case "starts_with":
      return textOf(own).startsWith(textOf(other)) && !isNothing(own);
    default: {
      if (isNothing(own)) return false;
      const order = compare(own, other);
      return op === "lt" ? order < 0 : op === "lte" ? order <= 0 : op === "gt" ? order > 0 : order >= 0;
    }
  }
}

const variableValue = (variable: string, at: Circumstances): unknown =>
  variable === "me" ? at.me : variable === "today" ? at.today : variable === "now" ? at.now : undefined;

const isNothing = (value: unknown) => value === null || value === undefined;

/** What people call empty: nothing, an empty text, an empty list. */
export const isEmpty = (value: unknown) =>
  isNothing(value) || value === "" || (Array.isArray(value) && value.length === 0);

const isSame = (left: unknown, right: unknown) => !isNothing(left) && compare(left, right) === 0;

const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value).toLowerCase() : "";

const isMoment = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d[T ]\d\d:/.test(value);

function compare(left: unknown, right: unknown): number {
  if (isMoment(left) && isMoment(right)) return Date.parse(left) - Date.parse(right);
  if (typeof left === "number" || typeof right === "number") return Number(left) - Number(right);
  const [a, b] = [left, right].map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  return a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1;
}
