/** One file that is being imported, as import_batches keeps it. */
import type { ClientBase } from "pg";
import type { InspectedFile } from "./inspectFile";
import type { ProfileMatch } from "./matchProfile";

export interface Batch {
  id: string;
  state: "staging" | "orders" | "credits" | "done";
  /** Field → column of the file, counted from 1. */
  positions: Record<string, number>;
  next_chunk: number;
  row_count: number;
  created_count: number;
  updated_count: number;
  unchanged_count: number;
  rejected_count: number;
  order_no_count: number;
  credit_no_count: number;
  /** Numeric as text: money is never a float. */
  signed_sum: string;
}

const columns = `id::text, state, positions, next_chunk, row_count, created_count, updated_count, unchanged_count,
  rejected_count, order_no_count, credit_no_count, signed_sum::text`;

function only(rows: Batch[]): Batch {
  const [batch] = rows;
  if (!batch) throw new Error("The import batch is gone");
  return batch;
}

export async function findBatch(
  db: ClientBase,
  sha256: string,
  profileId: string,
): Promise<Batch | undefined> {
  const { rows } = await db.query<Batch>(
    `select ${columns} from public.import_batches where sha256 = $1 and profile_id = $2`,
    [sha256, profileId],
  );
  return rows[0];
}

/** Creates the batch, and the profile's channel when this is its first import. */
export async function createBatch(
  db: ClientBase,
  { file, match }: { file: InspectedFile; match: ProfileMatch },
): Promise<Batch> {
  const { rows } = await db.query<Batch>(
    `insert into public.import_batches (
       profile_id, channel_id, file_name, sha256, encoding, header, positions, row_count
     )
     values ($1, order_management.import_channel($1), $2, $3, $4, $5, $6, $7)
     returning ${columns}`,
    [
      match.profile.id,
      file.name,
      file.sha256,
      file.encoding,
      file.header,
      JSON.stringify(match.positions),
      file.rowCount,
    ],
  );
  return only(rows);
}

/** Lets the chunks of a completely staged batch be imported. */
export async function finishStaging(db: ClientBase, batch: Batch): Promise<Batch> {
  const { rows } = await db.query<Batch>(`select ${columns} from order_management.finish_staging($1)`, [
    batch.id,
  ]);
  return only(rows);
}

export async function continueImport(db: ClientBase, batch: Batch): Promise<Batch> {
  const { rows } = await db.query<Batch>(`select ${columns} from order_management.continue_import($1)`, [
    batch.id,
  ]);
  return only(rows);
}

/** How many chunks the staged rows fill. */
export async function countChunks(db: ClientBase, batch: Batch): Promise<number> {
  const { rows } = await db.query<{ chunks: number }>(
    "select coalesce(max(r.chunk) + 1, 0) as chunks from public.import_rows as r where r.batch_id = $1",
    [batch.id],
  );
  return rows[0]?.chunks ?? 0;
}
