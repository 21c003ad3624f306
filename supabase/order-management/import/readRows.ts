/** Cuts the text of a CSV file into numbered rows, in batches. */
import Papa from "papaparse";
import { ImportError } from "./ImportError";

export interface Row {
  /** As a spreadsheet counts: the header is row 1, empty rows count. */
  no: number;
  cells: string[];
}

interface Parsed {
  data: string[][];
  errors: { code: string; row?: number }[];
  meta: { cursor: number };
}

/** A row longer than this is not a row: a quote was never closed. */
const longestRow = 1 << 20;

function isParsed(value: unknown): value is Parsed {
  return typeof value === "object" && value !== null && "data" in value && "errors" in value;
}

function parse(text: string, delimiter: string, isLast: boolean): Parsed {
  const parsed: unknown = new Papa.Parser({ delimiter, newline: "\n" }).parse(text, 0, !isLast);
  if (!isParsed(parsed)) throw new TypeError("papaparse answered in an unknown form");
  return parsed;
}

function brokenQuotes(rowNo: number): ImportError {
  return new ImportError("broken_quotes", {
    en: `Row ${rowNo}: a quoted cell is not closed properly. Nothing was imported; correct the quotes and try again.`,
    zh: `第 ${rowNo} 行：引号没有正确闭合。未导入任何数据；请修正引号后重试。`,
  });
}

function isEmpty(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Yields the rows of each piece of text; rows without any content are left out but keep their number. */
export async function* readRows(pieces: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row[]> {
  let pending = "";
  let counted = 0;
  const take = (isLast: boolean): Row[] => {
    const { data, errors, meta } = parse(pending, delimiter, isLast);
    const [error] = errors;
    if (error) throw brokenQuotes(counted + (error.row ?? 0) + 1);
    pending = pending.slice(meta.cursor);
    const rows = data.map((cells, index) => ({ no: counted + index + 1, cells }));
    counted += data.length;
    return rows.filter((row) => !isEmpty(row.cells));
  };
  for await (const piece of pieces) {
    pending += piece;
    yield take(false);
    if (pending.length > longestRow) throw brokenQuotes(counted + 1);
  }
  yield take(true);
}
