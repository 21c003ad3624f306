/** What a file writes in a cell when it has only text for days and moments. */
import type { Field } from "../../model/snapshot";
import type { ExportCell } from "./exportCell";

export function exportText(cell: ExportCell, { type }: Field): string | number | null {
  if (!(cell instanceof Date)) return cell;
  const [day = "", time = ""] = cell.toISOString().split("T");
  return type === "date" ? day : `${day} ${time.slice(0, 8)}`;
}
