/** The lanes of a board: one per choice, and one for records without any. */
import type { Condition } from "../../model/condition";
import type { Choice, Field } from "../../model/snapshot";

export interface Lane {
  /** Unique on the board; "" for records without a value. */
  key: string;
  choice?: Choice;
  condition: Condition;
}

/** What a condition leaves of a field's values; undefined = it does not say. */
function valuesLeft(name: string, condition: Condition | undefined): readonly unknown[] | undefined {
  if (!condition) return undefined;
  if ("all" in condition) {
    return condition.all.map((part) => valuesLeft(name, part)).find((values) => values !== undefined);
  }
  if (!("field" in condition) || condition.field !== name) return undefined;
  if (condition.op === "in" && Array.isArray(condition.value)) {
    return condition.value.map((value): unknown => value);
  }
  return condition.op === "eq" ? [condition.value] : undefined;
}

/** Lanes that the condition of the list leaves empty for certain are not drawn. */
export function lanesOf(field: Field, condition?: Condition): Lane[] {
  const left = valuesLeft(field.name, condition);
  const choices = (field.options.choices ?? []).filter(({ value }) => left?.includes(value) ?? true);
  const lanes = choices.map((choice): Lane => ({
    key: choice.value,
    choice,
    condition: { field: field.name, op: "eq", value: choice.value },
  }));
  const empty: Lane = { key: "", condition: { field: field.name, op: "is_empty" } };
  return field.isRequired || left ? lanes : [empty, ...lanes];
}

export const laneValue = (key: string) => (key === "" ? null : key);
