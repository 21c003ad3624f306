/** Looks through the whole file before anything is written: content hash, encoding, delimiter, header, rows. */
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Encoding, EncodingProbe, encodingOfStart } from "../../../src/model/textEncoding";
import { detectDelimiter } from "./detectDelimiter";
import { requireEncoding } from "./detectEncoding";
import { ImportError } from "./ImportError";
import { openBytes } from "./openBytes";
import { readRows } from "./readRows";
import { readText } from "./readText";

export interface InspectedFile {
  path: string;
  name: string;
  /** Of the unpacked content, so that `x.csv` and `x.csv.gz` are the same file. */
  sha256: string;
  encoding: Encoding;
  delimiter: string;
  header: string[];
  rowCount: number;
}

async function refuseWhatIsNoFile(path: string): Promise<void> {
  const entry = await stat(path).catch(() => undefined);
  if (!entry?.isFile()) {
    throw new ImportError("no_such_file", {
      en: `There is no file "${path}".`,
      zh: `找不到文件“${path}”。`,
    });
  }
}

function empty(path: string): ImportError {
  return new ImportError("empty_file", {
    en: `"${path}" is empty (no header, no rows).`,
    zh: `“${path}”是空文件（没有表头，也没有数据）。`,
  });
}

function refuseWorkbook(start: Uint8Array): void {
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03) {
    throw new ImportError("workbook", {
      en: "This is an Excel workbook. Save it as CSV UTF-8 and import that file.",
      zh: "这是 Excel 工作簿。请另存为 CSV UTF-8 后再导入。",
    });
  }
}

function damaged(error: unknown): unknown {
  const isZlib = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
  if (!isZlib) return error;
  return new ImportError("damaged_file", {
    en: `The compressed file is damaged or incomplete (${error.message}).`,
    zh: "压缩文件已损坏或不完整。",
  });
}

async function readBytes(path: string): Promise<{ sha256: string; encoding: Encoding }> {
  const hash = createHash("sha256");
  const probe = new EncodingProbe();
  let known: Encoding | undefined;
  let size = 0;
  for await (const bytes of await openBytes(path)) {
    if (size === 0) {
      refuseWorkbook(bytes);
      known = encodingOfStart(bytes);
    }
    size += bytes.length;
    hash.update(bytes);
    if (known === undefined) probe.add(bytes);
  }
  if (size === 0) throw empty(path);
  return { sha256: hash.digest("hex"), encoding: known ?? requireEncoding(probe) };
}

async function firstLine(path: string, encoding: Encoding): Promise<string> {
  let start = "";
  for await (const piece of readText(path, encoding)) {
    start += piece;
    if (start.trimStart().includes("\n")) break;
  }
  const [line] = start.trimStart().split("\n", 1);
  if (!line) throw empty(path);
  return line;
}

/** @param delimiter the profile's own, undefined = detect it from the header */
export async function inspectFile(path: string, delimiter?: string): Promise<InspectedFile> {
  await refuseWhatIsNoFile(path);
  const { sha256, encoding } = await readBytes(path).catch((error: unknown) => {
    throw damaged(error);
  });
  const used = delimiter ?? detectDelimiter(await firstLine(path, encoding));
  let header: string[] | undefined;
  let rowCount = 0;
  for await (const rows of readRows(readText(path, encoding), used)) {
    header ??= rows[0]?.cells;
    rowCount += rows.length;
  }
  if (!header) throw empty(path);
  const name = basename(path);
  return { path, name, sha256, encoding, delimiter: used, header, rowCount: rowCount - 1 };
}
