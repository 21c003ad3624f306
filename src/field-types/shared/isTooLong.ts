/** Refuses a text that is longer than its column. */
import type { Field } from "../../model/snapshot";

export function isTooLong(value: unknown, field: Field): "too_long" | undefined {
  const limit = field.options.max_length;
  return limit !== undefined && typeof value === "string" && [...value].length > limit
    ? "too_long"
    : undefined;
}
