/** Tells the delimiter of a CSV file from its header line. */
import { ImportError } from "./ImportError";

const candidates = [",", "\t", ";", "|"];

export function detectDelimiter(headerLine: string): string {
  const unquoted = headerLine.replaceAll(/"[^"]*"/g, "");
  const counted = candidates
    .map((delimiter) => ({ delimiter, count: unquoted.split(delimiter).length - 1 }))
    .sort((a, b) => b.count - a.count);
  const [best] = counted;
  if (!best || best.count === 0) {
    throw new ImportError("wrong_delimiter", {
      en: `The header has only one column: "${headerLine.slice(0, 80)}". Columns must be separated by comma, tab, semicolon or |.`,
      zh: `表头只有一列：“${headerLine.slice(0, 80)}”。列之间必须用逗号、制表符、分号或 | 分隔。`,
    });
  }
  return best.delimiter;
}
