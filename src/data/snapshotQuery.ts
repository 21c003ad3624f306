/** Fetches the snapshot; the same query serves the hook and every place that only peeks. */
import type { Snapshot } from "../model/snapshot";
import type { Connection } from "./connection";
import { databaseError } from "./databaseError";

export const snapshotKey = ["kontor", "snapshot"] as const;

/** Throws DataError; its reason says what stands between this account and the app. */
export async function fetchSnapshot({ configuration }: Connection, signal?: AbortSignal): Promise<Snapshot> {
  const request = configuration.rpc("snapshot", {}, { get: true });
  const answer = await (signal ? request.abortSignal(signal) : request);
  if (answer.error) throw databaseError(answer.status, answer.error);
  return answer.data as Snapshot;
}
