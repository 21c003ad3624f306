/** What goes into a file, whatever its format. */
import type { Field } from "../../model/snapshot";
import type { ExportCell } from "./exportCell";

export interface ExportFile {
  /** Name of the sheet, and of the file without its ending. */
  title: string;
  columns: { heading: string; field: Field }[];
  rows: ExportCell[][];
}
