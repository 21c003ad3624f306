/** Sends the rows of a file in slices, rehearses them and writes them. A line that is cut is tried again for a while. */
import { useMemo } from "react";
import type { Entity } from "../model/snapshot";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import { type ImportRequest, parseBegun, parseMatches, parseOutcome } from "./importing";
import { announceWorldChange } from "./tabs";
import { useReloadWorld } from "./useReloadWorld";

interface SendOptions {
  /** The next rows after a row; none when all were sent. */
  next: (after: number) => Promise<[row: number, values: object][]>;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

const waits = [500, 1500, 4000];
const isPassing = ({ status }: DataError) =>
  status === 0 || status === 502 || status === 503 || status === 504;
const textsAtOnce = 2000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** All throw DataError. */
export function useImportRows(entity: Entity) {
  const { configuration } = useConnection();
  const reloadWorld = useReloadWorld();
  return useMemo(() => {
    const call = async (name: string, args: Record<string, unknown>): Promise<unknown> => {
      for (let attempt = 0; ; attempt++) {
        const answer = await configuration.rpc(name, args);
        if (!answer.error) return answer.data as unknown;
        const problem = databaseError(answer.status, answer.error, { entity });
        const wait = waits[attempt];
        if (wait === undefined || !isPassing(problem)) throw problem;
        await pause(wait);
      }
    };

    /** Keys of the records that each text may mean. */
    const match = async (target: string, texts: readonly string[]) => {
      const found: Record<string, string[]> = {};
      for (let at = 0; at < texts.length; at += textsAtOnce) {
        const part = texts.slice(at, at + textsAtOnce);
        Object.assign(found, parseMatches(await call("match_records", { entity: target, texts: part })));
      }
      return found;
    };

    /** Goes on where it was cut; answers the id of the import. */
    const send = async (request: ImportRequest, { next, onProgress, signal }: SendOptions) => {
      const begun = parseBegun(await call("begin_import", { entity: entity.name, request }));
      let { last } = begun;
      let sent = 0;
      for (let rows = await next(last); rows.length > 0; rows = await next(last)) {
        signal.throwIfAborted();
        await call("stage_rows", { import: begun.import, rows });
        last = rows.at(-1)?.[0] ?? last;
        sent += rows.length;
        onProgress(sent);
      }
      return begun.import;
    };

    const run = async (id: string, isRehearsal: boolean, leftOut: readonly number[] = []) => {
      const args = { import: id, is_rehearsal: isRehearsal, left_out: leftOut };
      const outcome = parseOutcome(await call("run_import", args), entity);
      if (outcome.isDone) {
        announceWorldChange();
        await reloadWorld();
      }
      return outcome;
    };
    return { match, send, run };
  }, [configuration, entity, reloadWorld]);
}
