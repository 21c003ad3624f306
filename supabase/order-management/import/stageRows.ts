/** Copies the rows of a file into import_rows; goes on where an earlier attempt was cut off. */
import { once } from "node:events";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Batch } from "./Batch";
import { copyLine } from "./copyLine";
import type { InspectedFile } from "./inspectFile";
import { readRows } from "./readRows";
import type { Row } from "./readRows";
import { readText } from "./readText";

/** Rows that are worked on in one transaction later, more when one order has more rows. */
const rowsPerChunk = 4000;
const rowsPerCopy = 20_000;

/** Puts all rows of an order into the chunk of its first row, so that a chunk holds whole orders. */
class ChunkNumbers {
  private readonly chunks = new Map<string, number>();
  private rows = 0;

  of(orderNo: string): number {
    const current = Math.floor(this.rows++ / rowsPerChunk);
    if (orderNo === "") return current;
    const known = this.chunks.get(orderNo);
    if (known !== undefined) return known;
    this.chunks.set(orderNo, current);
    return current;
  }
}

async function stagedSoFar(db: ClientBase, batch: Batch): Promise<number> {
  const { rows } = await db.query<{ last: number }>(
    "select coalesce(max(r.row_no), 0) as last from public.import_rows as r where r.batch_id = $1",
    [batch.id],
  );
  return rows[0]?.last ?? 0;
}

async function copyRows(db: ClientBase, lines: string[]): Promise<void> {
  const stream = db.query(copyFrom("copy public.import_rows (batch_id, row_no, chunk, raw) from stdin"));
  const finished = once(stream, "finish");
  stream.end(lines.join(""));
  await finished;
}

export async function stageRows(
  db: ClientBase,
  { batch, file, onProgress }: { batch: Batch; file: InspectedFile; onProgress: (staged: number) => void },
): Promise<void> {
  const last = await stagedSoFar(db, batch);
  const orderColumn = (batch.positions.external_no ?? 1) - 1;
  const chunks = new ChunkNumbers();
  let lines: string[] = [];
  let staged = 0;
  let isHeader = true;
  const flush = async () => {
    if (lines.length > 0) await copyRows(db, lines);
    lines = [];
    onProgress(staged);
  };
  const add = (row: Row) => {
    const chunk = chunks.of(row.cells[orderColumn]?.trim() ?? "");
    staged++;
    if (row.no > last) lines.push(copyLine(batch.id, chunk, row));
  };
  for await (const rows of readRows(readText(file.path, file.encoding), file.delimiter)) {
    for (const row of rows) {
      if (isHeader) isHeader = false;
      else add(row);
      if (lines.length >= rowsPerCopy) await flush();
    }
  }
  await flush();
}
