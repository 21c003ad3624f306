/** Prints rows of text as a table with aligned columns. */

/** Chinese characters take two places on a terminal. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}

export function printTable(title: string, header: string[], rows: string[][]): void {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => width(row[column] ?? ""))));
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - width(cell)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((each) => "-".repeat(each));
  process.stdout.write(`\n${title}\n${[header, rule, ...rows].map((row) => `  ${line(row)}`).join("\n")}\n`);
}
