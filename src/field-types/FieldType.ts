/** What every field type offers; fieldTypes.ts lists them all. */
import type { ComponentType } from "react";
import type { DataRecord } from "../data/record";
import type { Operator } from "../model/condition";
import type { Field } from "../model/snapshot";

export interface DisplayProps {
  field: Field;
  /** Never null: FieldDisplay shows a dash instead. */
  value: unknown;
  /** The whole row: money needs its currency, a relation its title. */
  record: DataRecord;
  /** One line in a table cell; otherwise there is room to show everything. */
  isCompact: boolean;
}

export interface InputProps {
  field: Field;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
  disabled?: boolean;
  autoFocus?: boolean;
  /** Several values, as the operators "in" and "overlaps" take them. */
  isMultiple?: boolean;
  /** Asks for a value to compare with, not for one to save. */
  isFilter?: boolean;
  /** Name of the record that a relation points at now. */
  currentTitle?: string | null;
  /** ISO 4217 code of the row's currency. */
  currency?: string;
  /** Shown while nothing is typed, by types that are typed. */
  placeholder?: string | undefined;
  "aria-label"?: string;
}

/** Keys of messages under `workspace.invalid`. */
export type InvalidReason =
  "email" | "phone" | "url" | "number" | "integer" | "json" | "too_long" | "duration";

export interface FieldTypeBasics {
  Display: ComponentType<DisplayProps>;
  operators: readonly Operator[];
  /** Turns what comes from the database, the address bar or an input into a value; null when it is none. */
  parse: (raw: unknown) => unknown;
  /** Says why a value that was typed cannot be saved. */
  validate?: (value: unknown, field: Field) => InvalidReason | undefined;
  isSortable: boolean;
  /** First width of its column, in pixels. */
  width: number;
  align?: "right" | "center";
}

export interface FieldType extends FieldTypeBasics {
  Input: ComponentType<InputProps>;
}
