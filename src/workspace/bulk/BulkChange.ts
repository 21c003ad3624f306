/** What a bulk edit does to one field: nothing, a new value, or none. */
import { fieldTypes } from "../../field-types/fieldTypes";
import { validateValue } from "../../field-types/validateValue";
import type { Field } from "../../model/snapshot";

export interface BulkChange {
  mode: "keep" | "set" | "clear";
  value: unknown;
}

export const unchanged: BulkChange = { mode: "keep", value: null };

/** The values to write, by name of the field. */
export function bulkValues(
  fields: readonly Field[],
  changes: ReadonlyMap<string, BulkChange>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { mode, value } = changes.get(field.name) ?? unchanged;
      if (mode === "keep") return [];
      return [[field.name, mode === "clear" ? null : (fieldTypes[field.type].parse(value) ?? null)]];
    }),
  );
}

/** Why the value of a field cannot be written yet; undefined when it can. */
export function bulkProblem(field: Field, { mode, value }: BulkChange) {
  if (mode !== "set") return undefined;
  const isMissing = fieldTypes[field.type].parse(value) == null && field.type !== "checkbox";
  return isMissing ? "required" : validateValue(value, field, false);
}
