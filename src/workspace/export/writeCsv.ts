/** A CSV of the list; moments by the clock of the settings. */
import type { Field } from "../../model/snapshot";
import { toCsv } from "../../model/toCsv";
import type { ExportCell } from "./exportCell";
import type { ExportFile } from "./ExportFile";

function textOf(cell: ExportCell, { type }: Field): string | number | null {
  if (!(cell instanceof Date)) return cell;
  const [day = "", time = ""] = cell.toISOString().split("T");
  return type === "date" ? day : `${day} ${time.slice(0, 8)}`;
}

export function writeCsv({ columns, rows }: ExportFile): Blob {
  const heading = columns.map((column) => column.heading);
  const body = rows.map((row) => columns.map(({ field }, index) => textOf(row[index] ?? null, field)));
  return new Blob([toCsv([heading, ...body])], { type: "text/csv;charset=utf-8" });
}
