/** The lanes of a board: one per choice, and one for records without any. */
import type { Condition } from "../../model/condition";
import type { Choice, Field } from "../../model/snapshot";

export interface Lane {
  /** Unique on the board; "" for records without a value. */
  key: string;
  choice?: Choice;
  condition: Condition;
}

export function lanesOf(field: Field): Lane[] {
  const lanes = (field.options.choices ?? []).map((choice): Lane => ({
    key: choice.value,
    choice,
    condition: { field: field.name, op: "eq", value: choice.value },
  }));
  const empty: Lane = { key: "", condition: { field: field.name, op: "is_empty" } };
  return field.isRequired ? lanes : [empty, ...lanes];
}

export const laneValue = (key: string) => (key === "" ? null : key);
