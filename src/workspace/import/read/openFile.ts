/** Opens a file by what is in it, not by its name. */
import { FileProblem } from "./FileProblem";
import { type FileRow, mostRows } from "./FileRow";
import { readCsv, readSeparated } from "./readCsv";
import { readXlsx, type Workbook } from "./readXlsx";

export interface OpenedFile {
  /** One nameless sheet unless it is a workbook. */
  sheets: string[];
  /** How the text was read, for those who wonder; undefined for workbooks. */
  format: string | undefined;
  read: (sheet: string) => Promise<FileRow[]>;
}

const mostBytes = 200 * 1024 * 1024;
const delimiters: Record<string, string> = { ",": "CSV ,", ";": "CSV ;", "\t": "TSV", "|": "CSV |" };

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte);

async function checked(rows: FileRow[] | Promise<FileRow[]>): Promise<FileRow[]> {
  const all = await rows;
  if (all.length === 0) throw new FileProblem("empty");
  if (all.length > mostRows + 1) throw new FileProblem("too_many_rows", { most: mostRows });
  return all;
}

const ofWorkbook = ({ sheets, read }: Workbook): OpenedFile => ({
  sheets,
  format: undefined,
  read: (sheet) => checked(read(sheet)),
});

/** `content` is a pasted text or the bytes of a file. */
export async function openFile(content: string | Uint8Array<ArrayBuffer>): Promise<OpenedFile> {
  if (typeof content === "string") {
    const { rows } = readSeparated(content);
    return { sheets: [""], format: undefined, read: () => checked(rows) };
  }
  if (content.length === 0) throw new FileProblem("empty");
  if (content.length > mostBytes) throw new FileProblem("too_big", { most: mostBytes / 1024 / 1024 });
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw new FileProblem("old_workbook");
  if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) {
    try {
      return ofWorkbook(await readXlsx(content));
    } catch (error) {
      throw error instanceof FileProblem ? error : new FileProblem("damaged");
    }
  }
  const { rows, encoding, delimiter } = readCsv(content);
  return {
    sheets: [""],
    format: `${delimiters[delimiter] ?? "CSV"} · ${encoding.toUpperCase()}`,
    read: () => checked(rows),
  };
}
