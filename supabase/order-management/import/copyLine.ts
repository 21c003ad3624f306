/** One row of a file as a line of Postgres' COPY text format. */
import type { Row } from "./readRows";

/** An element of a text[] literal; NUL is the one character that Postgres cannot store. */
function element(cell: string): string {
  return `"${cell.replaceAll("\0", "").replaceAll(/["\\]/g, "\\$&")}"`;
}

const escapes: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(text: string): string {
  return text.replaceAll(/[\\\n\r\t]/g, (character) => escapes[character] ?? character);
}

export function copyLine(batchId: string, chunk: number, row: Row): string {
  return `${batchId}\t${row.no}\t${chunk}\t${escaped(`{${row.cells.map(element).join(",")}}`)}\n`;
}
