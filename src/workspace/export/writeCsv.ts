/** A CSV that spreadsheets open as it is: marked as UTF-8, and nothing in it begins a formula. */
import { unparse } from "papaparse";
import type { Field } from "../../model/snapshot";
import type { ExportCell } from "./exportCell";
import type { ExportFile } from "./ExportFile";

const byteOrderMark = "\uFEFF";

function textOf(cell: ExportCell, { type }: Field): string | number | null {
  if (!(cell instanceof Date)) return cell;
  const [day = "", time = ""] = cell.toISOString().split("T");
  return type === "date" ? day : `${day} ${time.slice(0, 8)}`;
}

export function writeCsv({ columns, rows }: ExportFile): Blob {
  const text = unparse(
    {
      fields: columns.map(({ heading }) => heading),
      data: rows.map((row) => columns.map(({ field }, index) => textOf(row[index] ?? null, field))),
    },
    { escapeFormulae: true },
  );
  return new Blob([byteOrderMark, text], { type: "text/csv;charset=utf-8" });
}
