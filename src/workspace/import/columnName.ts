/** What a column of a file is called: by its header, else by its letter. */
import type { ColumnInfo } from "./read/ImportTable";

export function columnName({ header, index }: Pick<ColumnInfo, "header" | "index">): string {
  if (header !== "") return header;
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : String.fromCharCode(64 + Math.floor(index / 26)) + letter;
}
