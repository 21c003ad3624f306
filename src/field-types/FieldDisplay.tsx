/** Shows one value of a record in the manner of its field type; no value is a quiet dash. */
import type { DataRecord } from "../data/record";
import type { Field } from "../model/snapshot";
import { fieldTypes } from "./fieldTypes";
import { EmptyValue } from "./shared/EmptyValue";

interface FieldDisplayProps {
  field: Field;
  record: DataRecord;
  isCompact?: boolean;
}

export function FieldDisplay({ field, record, isCompact = false }: FieldDisplayProps) {
  const value = record.values[field.name];
  if (isEmpty(value)) return <EmptyValue />;
  const { Display } = fieldTypes[field.type];
  return <Display field={field} value={value} record={record} isCompact={isCompact} />;
}

function isEmpty(value: unknown): boolean {
  return value == null || value === "" || (Array.isArray(value) && value.length === 0);
}
