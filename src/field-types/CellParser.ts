/** Reading a cell of a file or of a clipboard: the inverse of what an export writes, and of what other programs write. */
import type { Field, Person } from "../model/snapshot";

export type DateOrder = "ymd" | "dmy" | "mdy";

/** What a cell alone does not tell: how its column writes days and numbers, and what names mean. */
export interface CellHints {
  /** Undefined when the column could be read in several ways; then such a day is a problem. */
  dateOrder?: DateOrder | undefined;
  decimal?: "." | "," | undefined;
  /** Zone of times that name none. */
  timeZone: string;
  people?: readonly Person[] | undefined;
  /** Keys of the records that a text may mean, for relations. */
  links?: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Keys of messages under `import.problem`. */
export type CellProblem =
  | "number"
  | "integer"
  | "decimals"
  | "boolean"
  | "date"
  | "date_order"
  | "datetime"
  | "choice"
  | "duration"
  | "email"
  | "phone"
  | "url"
  | "json"
  | "file"
  | "too_long"
  | "unknown_record"
  | "ambiguous_record"
  | "unknown_person"
  | "ambiguous_person";

export type ParsedCell = { value: unknown } | { problem: CellProblem };

/** `text` is trimmed and not empty. */
export type CellParser = (text: string, field: Field, hints: CellHints) => ParsedCell;
