/** Reads separated text: a CSV file of any encoding and delimiter, or cells that were pasted. */
import Papa from "papaparse";
import { guessDelimiter } from "../../../model/guessDelimiter";
import { plainCell } from "../../../model/plainCell";
import { type Encoding, EncodingProbe, encodingOfStart } from "../../../model/textEncoding";
import { FileProblem } from "./FileProblem";
import { type FileRow, isFilled, mostRows } from "./FileRow";

export interface TextTable {
  rows: FileRow[];
  encoding: Encoding;
  delimiter: string;
}

function encodingOf(bytes: Uint8Array): Encoding {
  const known = encodingOfStart(bytes);
  if (known !== undefined) return known;
  const probe = new EncodingProbe();
  probe.add(bytes);
  const encoding = probe.finish();
  if (encoding === undefined) throw new FileProblem("encoding");
  return encoding;
}

export function readSeparated(text: string): Omit<TextTable, "encoding"> {
  const [header = ""] = text.trimStart().split(/\r\n?|\n/, 1);
  const delimiter = guessDelimiter(header) ?? ",";
  const rows: FileRow[] = [];
  let no = 0;
  let broken: number | undefined;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors }, parser) => {
      no += 1;
      if (errors.some(({ type }) => type === "Quotes")) broken ??= no;
      const cells = data.map(plainCell);
      if (isFilled(cells)) rows.push({ no, cells });
      if (broken !== undefined || rows.length > mostRows + 1) parser.abort();
    },
  });
  if (broken !== undefined) throw new FileProblem("quotes", { row: broken });
  return { rows, delimiter };
}

export function readCsv(bytes: Uint8Array): TextTable {
  const encoding = encodingOf(bytes);
  return { ...readSeparated(new TextDecoder(encoding).decode(bytes)), encoding };
}
