/** Cells as spreadsheets put them on the clipboard: tabs between them, quotes round those with breaks in them. */
const needsQuotes = /["\t\r\n]/;

export const toTsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) =>
      row.map((cell) => (needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"),
    )
    .join("\r\n");

const cellPattern = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)/y;

/** A last line break ends the last row; it does not begin another one. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const whole = text.replace(/\r\n?$|\n$/, "");
  for (let at = 0; at <= whole.length; at++) {
    cellPattern.lastIndex = at;
    const [found = "", quoted, plain = ""] = cellPattern.exec(whole) ?? [];
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    at += found.length;
    if (whole[at] === "\r" && whole[at + 1] === "\n") at++;
    if (whole[at] === "\n" || whole[at] === "\r") rows.push([]);
  }
  return rows;
}
