/** A value as it stands in a file: numbers that can be added, moments by the clock of the settings, names for keys. */
import type { DataRecord } from "../../data/record";
import { clockOf } from "../../field-types/datetime/zonedClock";
import { formatDuration } from "../../field-types/duration/formatDuration";
import { fileName } from "../../field-types/shared/fileName";
import { joinList } from "../../model/listText";
import { parseList } from "../../field-types/shared/parseList";
import type { Label } from "../../model/label";
import type { Field } from "../../model/snapshot";

export type ExportCell = string | number | Date | null;

export interface ExportWords {
  labelOf: (label: Label | undefined) => string;
  yes: string;
  no: string;
  timeZone: string;
}

const textOf = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : JSON.stringify(value);

/** Spreadsheets keep fifteen digits of a number; longer ones stay text. */
const keptDigits = 15;

function numberOf(value: unknown): ExportCell {
  const text = textOf(value);
  const isKept = text.replace(/\D/g, "").length <= keptDigits && Number.isFinite(Number(text));
  return isKept ? Number(text) : text;
}

export function exportCell(field: Field, { values, titles }: DataRecord, words: ExportWords): ExportCell {
  const value = values[field.name];
  if (value === null || value === undefined) return null;
  const nameOf = (key: unknown) => {
    const choice = field.options.choices?.find((candidate) => candidate.value === key);
    return words.labelOf(choice?.label) || textOf(key);
  };
  if (field.type === "relations") return titles[field.name] || null;
  if (field.relation || field.type === "person") return titles[field.name] ?? textOf(value);
  switch (field.type) {
    case "integer":
    case "decimal":
    case "money":
    case "percent":
      return numberOf(value);
    case "duration":
      return formatDuration(Number(value), true);
    case "checkbox":
      return value === true ? words.yes : words.no;
    case "choice":
      return nameOf(value);
    case "multi_choice":
    case "tags":
      return joinList((parseList(value) ?? []).map(nameOf));
    case "file":
    case "image":
      return joinList((parseList(value) ?? []).map(fileName));
    case "json":
      return JSON.stringify(value);
    case "date":
      return new Date(`${textOf(value)}T00:00:00Z`);
    case "datetime":
      return new Date(`${clockOf(textOf(value), words.timeZone).format("YYYY-MM-DDTHH:mm:ss")}Z`);
    default:
      return textOf(value);
  }
}
