/** What somebody chose for one file. */
import type { DateOrder } from "../../field-types/CellParser";
import type { ImportMode } from "../../data/importing";

export interface ImportSettings {
  /** Column of the file → field. */
  matched: Record<number, string>;
  dateOrders: Record<number, DateOrder>;
  decimals: Record<number, "." | ",">;
  mode: ImportMode;
  identifiers: string[];
  /** Whether an empty cell empties the field of a record that is there already. */
  isClearing: boolean;
}

export const modes: readonly ImportMode[] = ["create", "upsert", "update", "skip"];
