/** An Excel workbook: texts are texts, whatever they begin with, and long numbers keep every digit. */
import writeXlsxFile from "write-excel-file/browser";
import type { Field } from "../../model/snapshot";
import type { ExportCell } from "./exportCell";
import type { ExportFile } from "./ExportFile";
import { exportText } from "./exportText";
import { sheetText } from "./sheetText";

const formatOf = ({ type }: Field) => (type === "date" ? "yyyy-mm-dd" : "yyyy-mm-dd hh:mm");

/** Excel counts from a leap day that 1900 never had; before it, a date has to be a text. */
const firstDay = Date.UTC(1900, 2, 1);

function sheetCell(cell: ExportCell, field: Field) {
  if (cell === null) return null;
  if (cell instanceof Date && cell.getTime() >= firstDay)
    return { value: cell, type: Date, format: formatOf(field) };
  const value = exportText(cell, field);
  return typeof value === "number"
    ? { value, type: Number }
    : { value: sheetText(value ?? ""), type: String };
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
