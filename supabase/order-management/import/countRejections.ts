/** How many rows were rejected for which reason. */
import type { ClientBase } from "pg";
import type { Batch } from "./Batch";
import type { Rejection } from "./rejectionTexts";

export interface RejectionCount extends Rejection {
  count: number;
  /** The first such row; value and row are those of it. */
  first: number;
}

export async function countRejections(db: ClientBase, batch: Batch): Promise<RejectionCount[]> {
  const { rows } = await db.query<RejectionCount>(
    `select distinct on (r.reason) r.reason, coalesce(r.detail ->> 'value', '') as value,
       coalesce(r.detail ->> 'row', '') as row, r.row_no as first,
       (count(*) over (partition by r.reason))::integer as count
     from public.import_rows as r
     where r.batch_id = $1 and r.state = 'rejected' order by r.reason, r.row_no`,
    [batch.id],
  );
  return rows.sort((a, b) => b.count - a.count);
}
