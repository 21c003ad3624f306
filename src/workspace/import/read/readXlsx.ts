/** Reads a sheet of an Excel workbook row by row, so that a large one needs little more room than its values. */
import { type CellFormat, formatNumber, readFormats } from "./cellFormats";
import { FileProblem } from "./FileProblem";
import { type FileRow, isFilled, mostRows } from "./FileRow";
import { attributeOf, decodeXml, elementsOf, richText } from "./xml";
import { readZip, type ZipPart } from "./zip";

export interface Workbook {
  sheets: string[];
  read: (sheet: string) => Promise<FileRow[]>;
}

interface Values {
  strings: string[];
  formats: CellFormat[];
  isFrom1904: boolean;
}

/** Unpacked text of one part: beyond this a tab would die. */
const mostText = 1_500_000_000;

async function wholeText(part: ZipPart | undefined): Promise<string> {
  let text = "";
  if (part) for await (const piece of part.text()) text += piece;
  return text;
}

async function readStrings(part: ZipPart | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (part) for await (const item of elementsOf(part.text(), "si")) strings.push(richText(item));
  return strings;
}

function columnOf(reference: string | undefined, otherwise: number): number {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (letters === undefined) return otherwise;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const cell = /<(?:\w+:)?c(?=[\s>/])([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c\s*>)/g;
const valueIn = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v\s*>/;

function textOf(tag: string, content: string, { strings, formats, isFrom1904 }: Values): string {
  const type = attributeOf(tag, "t") ?? "n";
  if (type === "inlineStr") return richText(content);
  const raw = decodeXml(valueIn.exec(content)?.[1] ?? "");
  if (raw === "") return "";
  if (type === "s") return strings[Number(raw)] ?? "";
  if (type === "b") return raw === "1" ? "TRUE" : "FALSE";
  if (type !== "n") return raw;
  return formatNumber(raw, formats[Number(attributeOf(tag, "s") ?? 0)] ?? "number", isFrom1904);
}

function cellsOf(row: string, values: Values): string[] {
  const cells: string[] = [];
  for (const [, tag = "", content = ""] of row.matchAll(cell)) {
    const column = columnOf(attributeOf(tag, "r"), cells.length);
    while (cells.length < column) cells.push("");
    cells[column] = textOf(tag, content, values).trim();
  }
  return cells;
}

async function readSheet(part: ZipPart, values: Values): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  let no = 0;
  for await (const row of elementsOf(part.text(), "row")) {
    no = Number(attributeOf(row.slice(0, row.indexOf(">")), "r") ?? no + 1);
    const cells = cellsOf(row, values);
    if (isFilled(cells)) rows.push({ no, cells });
    if (rows.length > mostRows + 1) break;
  }
  return rows;
}

export async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<Workbook> {
  const parts = readZip(bytes);
  const book = await wholeText(parts.get("xl/workbook.xml"));
  if (book === "") throw new FileProblem("damaged");
  const links = await wholeText(parts.get("xl/_rels/workbook.xml.rels"));
  const targets = new Map(
    Array.from(links.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g), ([tag]) => [
      attributeOf(tag, "Id"),
      (attributeOf(tag, "Target") ?? "").replace(/^\/?(?:xl\/)?/, "xl/"),
    ]),
  );
  const sheets = new Map(
    Array.from(book.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g), ([tag]) => tag)
      .filter((tag) => (attributeOf(tag, "state") ?? "visible") === "visible")
      .map((tag) => [attributeOf(tag, "name") ?? "", parts.get(targets.get(attributeOf(tag, "id")) ?? "")]),
  );
  let values: Values | undefined;
  const isFrom1904 = /date1904\s*=\s*["'](?:1|true)/.test(book);
  return {
    sheets: [...sheets.keys()],
    read: async (name) => {
      const sheet = sheets.get(name);
      const shared = parts.get("xl/sharedStrings.xml");
      if (!sheet) throw new FileProblem("damaged");
      if (sheet.size + (shared?.size ?? 0) > mostText) throw new FileProblem("too_big", { most: 100 });
      values ??= {
        strings: await readStrings(shared),
        formats: readFormats(await wholeText(parts.get("xl/styles.xml"))),
        isFrom1904,
      };
      return readSheet(sheet, values);
    },
  };
}
