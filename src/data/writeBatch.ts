/** Writes many records in parts, all in one batch. */
import type { BatchKind, BatchOptions, BatchOutcome, RefusedRow } from "./batch";
import { type DataContext, entityOf } from "./DataContext";
import { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import type { PostgrestProblem } from "./PostgrestProblem";
import type { RecordId } from "./record";

/** Quick enough to show progress, large enough not to be slowed down by it. */
const partSize = 500;

export interface BatchWork<Item> {
  kind: BatchKind;
  entity: string;
  items: readonly Item[];
  /** The call that writes some of the items. */
  call: (items: Item[]) => { name: string; args: Record<string, unknown> };
}

interface Answer {
  written: number;
  refused: (PostgrestProblem & { key: RecordId })[];
}

const forbidden = 403;

/** Throws DataError when nothing at all could be written. */
export async function writeBatch<Item>(
  context: DataContext,
  { kind, entity: name, items, call }: BatchWork<Item>,
  { signal, onProgress }: BatchOptions = {},
): Promise<BatchOutcome> {
  const { configuration } = context.connection;
  const { entities } = context.snapshot;
  const entity = entityOf(context, name);
  const begun = await configuration.rpc("begin_batch", { p_kind: kind, p_entity: name });
  if (begun.error) throw databaseError(begun.status, begun.error, { entity, entities });
  const id = String(begun.data);

  const refused: RefusedRow[] = [];
  let written = 0;
  let stopped: BatchOutcome["stopped"];
  for (let start = 0; start < items.length && stopped === undefined; start += partSize) {
    const part = items.slice(start, start + partSize);
    const { name: functionName, args } = call(part);
    const answer = await configuration.rpc(functionName, args).setHeader("x-batch", id);
    if (answer.error) {
      stopped = databaseError(answer.status, answer.error, { entity, entities });
      break;
    }
    const done = answer.data as unknown as Answer;
    written += done.written;
    for (const { key, ...problem } of done.refused) {
      refused.push({ key, error: databaseError(forbidden, problem, { entity, entities }) });
    }
    onProgress?.(Math.min(start + partSize, items.length), items.length);
    if (signal?.aborted && start + partSize < items.length) stopped = "cancelled";
  }
  // An end that does not arrive is made up for by the database.
  await configuration.rpc("end_batch", { id });
  if (stopped instanceof DataError && written === 0) throw stopped;
  return { id, kind, written, refused, ...(stopped !== undefined && { stopped }) };
}
