/** Writes the rejected rows of a batch to a CSV file that can be corrected and imported again. */
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { finished } from "node:stream/promises";
import Papa from "papaparse";
import type { ClientBase } from "pg";
import type { Batch } from "./Batch";
import { rejectionText } from "./rejectionTexts";

interface RejectedRow {
  row_no: number;
  raw: string[];
  reason: string;
  value: string;
  row: string;
}

const page = 5000;

/** A cell that a spreadsheet would run as a formula gets an apostrophe; plain numbers stay numbers. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[-+]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

async function* rejectedRows(db: ClientBase, batch: Batch): AsyncGenerator<RejectedRow[]> {
  let last = 0;
  for (;;) {
    const { rows } = await db.query<RejectedRow>(
      `select r.row_no, r.raw, r.reason, coalesce(r.detail ->> 'value', '') as value,
         coalesce(r.detail ->> 'row', '') as row
       from public.import_rows as r
       where r.batch_id = $1 and r.state = 'rejected' and r.row_no > $2 order by r.row_no limit ${page}`,
      [batch.id, last],
    );
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end.row_no;
  }
}

/** @param target file and the header of the imported file */
export async function writeRejections(
  db: ClientBase,
  batch: Batch,
  target: { path: string; header: string[] },
): Promise<void> {
  await mkdir(dirname(target.path), { recursive: true });
  const out = createWriteStream(target.path);
  const write = (rows: string[][]) => out.write(`${Papa.unparse(rows, { newline: "\n" })}\n`);
  out.write("\uFEFF");
  write([[...target.header, "row / 行", "reason / 原因", "explanation", "说明"]]);
  for await (const rows of rejectedRows(db, batch)) {
    write(
      rows.map((row) => {
        const { en, zh } = rejectionText(row);
        return [...row.raw, String(row.row_no), row.reason, en, zh].map(harmless);
      }),
    );
  }
  out.end();
  await finished(out);
}
