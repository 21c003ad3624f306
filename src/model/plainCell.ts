/** Text of a CSV cell without what protects it from spreadsheets: ="00123", '=1+1 and '00123; the inverse of toCsv. */
const quotedFormula = /^="((?:[^"]|"")*)"$/;
const guarded = /^'(?='*[=+\-@\t\r]|'*\d)/;

export function plainCell(cell: string): string {
  const text = cell.trim();
  const [, inner] = quotedFormula.exec(text) ?? [];
  return inner === undefined ? text.replace(guarded, "") : inner.replaceAll('""', '"').trim();
}
