/** An Excel workbook: texts are texts, whatever they begin with, and long numbers keep every digit. */
import writeXlsxFile from "write-excel-file/browser";
import type { Field } from "../../model/snapshot";
import type { ExportCell } from "./exportCell";
import type { ExportFile } from "./ExportFile";

const formatOf = ({ type }: Field) => (type === "date" ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm");

function sheetCell(cell: ExportCell, field: Field) {
  if (cell === null) return null;
  if (cell instanceof Date) return { value: cell, type: Date, format: formatOf(field) };
  return typeof cell === "number" ? { value: cell, type: Number } : { value: cell, type: String };
}

export function writeXlsx({ title, columns, rows }: ExportFile): Promise<Blob> {
  const head = columns.map(({ heading }) => ({ value: heading, type: String, fontWeight: "bold" as const }));
  const body = rows.map((row) => columns.map(({ field }, index) => sheetCell(row[index] ?? null, field)));
  return writeXlsxFile([head, ...body], {
    // Excel takes 31 characters, and not these.
    sheet: title.replace(/[\\/?*[\]:]/g, " ").slice(0, 31),
    columns: columns.map(({ field }) => ({ width: field.type === "datetime" ? 18 : 16 })),
    stickyRowsCount: 1,
  }).toBlob();
}
