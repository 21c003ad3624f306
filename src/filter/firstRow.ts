/** A new filter row over a field, with the operator that is asked for most and no value yet. */
import type { Field } from "../model/snapshot";
import { operatorsOf } from "./filterableFields";
import { type FilterRow, nextKey } from "./filterTree";

export function firstRow(field: Field, key = nextKey()): FilterRow {
  const value = field.type === "checkbox" ? true : undefined;
  return { kind: "row", key, field: field.name, op: operatorsOf(field)[0] ?? "eq", value };
}
