/** Batches written and undone over REST. */
import type { Member } from "../support/members";
import type { RestClient } from "../support/RestClient";
import { config, granted } from "./roleEditing";

const begin = async (who: Member, kind: string, entity = "notes") =>
  String(await granted(config(who, "begin_batch", { p_kind: kind, p_entity: entity })));

/** Runs requests as one batch and returns its id. */
export async function batchOf(who: Member, kind: string, work: (joined: RestClient) => Promise<unknown>) {
  const batch = await begin(who, kind);
  await work(who.with({ "x-batch": batch }));
  await granted(config(who, "end_batch", { id: batch }));
  return batch;
}

export const review = (who: Member, batch: string) => granted(config(who, "review_undo", { p_batch: batch }));
export const undo = (who: Member, batch: string, conflicts = "keep") =>
  granted(config(who, "undo_batch", { p_batch: batch, p_conflicts: conflicts }));
