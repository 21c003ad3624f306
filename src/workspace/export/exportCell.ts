/** A value as it stands in a file: numbers that can be added, moments by the clock of the settings, names for keys. */
import type { DataRecord } from "../../data/record";
import { formatDuration } from "../../field-types/duration/formatDuration";
import { fileName } from "../../field-types/shared/fileName";
import { matchChoice } from "../../field-types/shared/matchChoice";
import { parseList } from "../../field-types/shared/parseList";
import type { Label } from "../../model/label";
import { joinList } from "../../model/listText";
import type { Field } from "../../model/snapshot";
import { type KnownNames, linkCell, personCell } from "./linkCells";
import { momentCell } from "./momentCell";

export type ExportCell = string | number | Date | null;

export interface ExportWords {
  labelOf: (label: Label | undefined) => string;
  yes: string;
  no: string;
  timeZone: string;
  /** For a file that an import shall read without loss: what else bears these names. */
  names?: KnownNames;
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

/** By its label, unless that means another choice or several. */
function choiceText({ options: { choices = [] } }: Field, value: string, { labelOf }: ExportWords): string {
  const label = labelOf(choices.find((choice) => choice.value === value)?.label);
  return label !== "" && matchChoice(choices, label) === value ? label : value;
}

export function exportCell(field: Field, record: DataRecord, words: ExportWords): ExportCell {
  const value = record.values[field.name];
  if (value === null || value === undefined) return null;
  if (field.type === "relations" || field.relation) return linkCell(field, record, words.names) || null;
  const isWritable = !field.isReadOnly && !field.isGenerated;
  switch (field.type) {
    case "person":
      return personCell(field, record, words.names);
    case "integer":
    case "decimal":
    case "money":
    case "percent":
    case "rating":
    case "progress":
      return numberOf(value);
    case "duration":
      return formatDuration(Number(value), true);
    case "checkbox":
      return value === true ? words.yes : words.no;
    case "choice":
      return choiceText(field, textOf(value), words);
    case "multi_choice":
      return joinList((parseList(value) ?? []).map((item) => choiceText(field, item, words)));
    case "tags":
      return joinList(parseList(value) ?? []);
    case "file":
    case "image":
      return joinList((parseList(value) ?? []).map((item) => (words.names ? item : fileName(item))));
    case "json":
      return JSON.stringify(value);
    case "date":
      return new Date(`${textOf(value)}T00:00:00Z`);
    case "datetime":
      return momentCell(textOf(value), words.timeZone, isWritable && words.names !== undefined);
    default:
      return textOf(value);
  }
}
