/** Tells the delimiter of a CSV file from its header line; refuses one without any. */
import { guessDelimiter } from "../../../src/model/guessDelimiter";
import { ImportError } from "./ImportError";

export function detectDelimiter(headerLine: string): string {
  const delimiter = guessDelimiter(headerLine);
  if (delimiter !== undefined) return delimiter;
  throw new ImportError("wrong_delimiter", {
    en: `The header has only one column: "${headerLine.slice(0, 80)}". Columns must be separated by comma, tab, semicolon or |.`,
    zh: `表头只有一列：“${headerLine.slice(0, 80)}”。列之间必须用逗号、制表符、分号或 | 分隔。`,
  });
}
