/** The operator lists that several field types share. */
import type { Operator } from "../model/condition";

const emptiness: readonly Operator[] = ["is_empty", "is_not_empty"];

export const textOperators: readonly Operator[] = ["contains", "starts_with", "eq", "neq", ...emptiness];
export const numberOperators: readonly Operator[] = ["eq", "neq", "gte", "lte", "gt", "lt", ...emptiness];
export const momentOperators: readonly Operator[] = ["gte", "lt", ...emptiness];
export const choiceOperators: readonly Operator[] = ["in", "nin", ...emptiness];
export const listOperators: readonly Operator[] = ["overlaps", ...emptiness];
