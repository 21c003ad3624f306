/** The filter as the builder shows it: rows in groups, each with a key so that React keeps its inputs. */
import { type Comparison, type Condition, isUnary, type Operator } from "../model/condition";

export interface FilterRow {
  kind: "row";
  key: string;
  field: string;
  op: Operator;
  value?: unknown;
  variable?: string;
}

export interface FilterGroup {
  kind: "group";
  key: string;
  match: "all" | "any";
  items: FilterItem[];
}

/** A part that the builder cannot edit, only keep or remove. */
export interface FilterOther {
  kind: "other";
  key: string;
  condition: Condition;
}

export type FilterItem = FilterRow | FilterGroup | FilterOther;

let lastKey = 0;

export function nextKey(): string {
  lastKey += 1;
  return `filter-${lastKey}`;
}

export const emptyGroup = (): FilterGroup => ({ kind: "group", key: nextKey(), match: "all", items: [] });

export function toFilterTree(condition: Condition | undefined): FilterGroup {
  if (condition === undefined) return emptyGroup();
  const item = toItem(condition);
  return item.kind === "group" ? item : { ...emptyGroup(), items: [item] };
}

function toItem(condition: Condition): FilterItem {
  const key = nextKey();
  if ("all" in condition) return { kind: "group", key, match: "all", items: condition.all.map(toItem) };
  if ("any" in condition) return { kind: "group", key, match: "any", items: condition.any.map(toItem) };
  if ("field" in condition) return { kind: "row", key, ...condition };
  return { kind: "other", key, condition };
}

/**
 * The condition that a tree stands for; empty groups say nothing. Rows without a value are left out of a
 * list's filter, but kept in what is saved: a condition that lost a row would let through more than it says.
 */
export function toCondition(item: FilterItem, openRows: "drop" | "keep" = "drop"): Condition | undefined {
  if (item.kind === "other") return item.condition;
  if (item.kind === "row") {
    return isComplete(item) ? comparisonOf(item) : openRows === "keep" ? openComparison(item) : undefined;
  }
  const parts = item.items.map((part) => toCondition(part, openRows)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return item.match === "all" ? { all: parts } : { any: parts };
}

function comparisonOf({ field, op, value, variable }: FilterRow): Comparison {
  if (isUnary(op)) return { field, op };
  return variable === undefined ? { field, op, value } : { field, op, variable };
}

const openComparison = ({ field, op }: FilterRow): Comparison => ({ field, op, value: null });

/** True while a row of a kept condition waits for its value. */
export function hasOpenRows(condition: Condition): boolean {
  if ("all" in condition) return condition.all.some(hasOpenRows);
  if ("any" in condition) return condition.any.some(hasOpenRows);
  if ("field" in condition) return condition.value === null;
  return false;
}

export function isComplete({ field, op, value, variable }: FilterRow): boolean {
  if (field === "") return false;
  if (isUnary(op) || variable !== undefined) return true;
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}

/** How many comparisons a condition makes: the number on the Filter button. */
export function countComparisons(condition: Condition | undefined): number {
  if (condition === undefined) return 0;
  const sum = (parts: Condition[]) => parts.reduce((total, part) => total + countComparisons(part), 0);
  if ("all" in condition) return sum(condition.all);
  if ("any" in condition) return sum(condition.any);
  return 1;
}

/** Replaces the item with this key; undefined removes it. */
export function replaceItem(
  group: FilterGroup,
  key: string,
  replacement: FilterItem | undefined,
): FilterGroup {
  const items = group.items.flatMap((item): FilterItem[] => {
    if (item.key === key) return replacement === undefined ? [] : [replacement];
    return [item.kind === "group" ? replaceItem(item, key, replacement) : item];
  });
  return { ...group, items };
}
