/** Writes rows as CSV that spreadsheets open as text, in any language, without running what is in it. */
type Cell = string | number | null | undefined;

/** An apostrophe before what would be one, too: who reads the file takes one away. */
const isFormula = /^(?:'*[=+\-@\t\r]|'+\d)/;
const needsQuotes = /["\r\n,]/;

function writeCell(cell: Cell): string {
  const text = cell === null || cell === undefined ? "" : String(cell);
  const safe = typeof cell === "string" && isFormula.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Begins with a byte order mark: without it Excel garbles Chinese. */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(writeCell).join(",")).join("\r\n")}\r\n`;
