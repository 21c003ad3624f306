/** Moves values between records and inputs. */
import type { DataRecord } from "../../data/record";
import { fieldTypes } from "../../field-types/fieldTypes";
import { emptyValue, isListField } from "../../model/emptyValue";
import type { Field } from "../../model/snapshot";
import { isSameValue, type FormValues } from "./recordChanges";

/** What the inputs show first; null is "no value", undefined would be a broken one. */
export function firstValues(
  fields: readonly Field[],
  record: DataRecord | undefined,
  presets: FormValues = {},
): FormValues {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      record ? (record.values[field.name] ?? null) : firstValue(field, presets),
    ]),
  );
}

function firstValue(field: Field, presets: FormValues): unknown {
  const preset = fieldTypes[field.type].parse(presets[field.name]);
  if (preset !== null && preset !== undefined) return preset;
  return field.type === "checkbox" && field.isRequired && !field.hasDefault ? false : null;
}

/** What was typed, as columns hold it: trimmed, and empty as null or as an empty list. */
export function typedValues(fields: readonly Field[], values: FormValues): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, typedValue(field, values[field.name])]));
}

function typedValue(field: Field, value: unknown): unknown {
  const typed = fieldTypes[field.type].parse(value);
  return typed === null && isListField(field) ? emptyValue(field) : typed;
}

/** A new record leaves empty inputs out, so that the database's defaults apply. */
export function filledValues(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isSameValue(value, null)));
}
