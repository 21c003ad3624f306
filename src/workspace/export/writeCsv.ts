/** A CSV of the list; moments by the clock of the settings. */
import { toCsv } from "../../model/toCsv";
import type { ExportFile } from "./ExportFile";
import { exportText } from "./exportText";

export function writeCsv({ columns, rows }: ExportFile): Blob {
  const heading = columns.map((column) => column.heading);
  const body = rows.map((row) => columns.map(({ field }, index) => exportText(row[index] ?? null, field)));
  return new Blob([toCsv([heading, ...body])], { type: "text/csv;charset=utf-8" });
}
