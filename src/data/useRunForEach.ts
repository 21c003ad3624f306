/** Runs an operation on one record after the other, a few at a time; what is refused stops nobody else. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import type { DataError } from "./DataError";
import { databaseError } from "./databaseError";
import type { RecordId } from "./record";
import { snapshotKey } from "./snapshotQuery";

interface ForEach {
  name: string;
  /** Argument that takes the key of a record. */
  keyArgument: string;
  ids: readonly RecordId[];
  args?: Record<string, unknown>;
  signal?: AbortSignal;
  onProgress?: (done: number) => void;
}

export interface ForEachOutcome {
  done: number;
  refused: DataError[];
}

/** As many as a small server answers without anybody waiting. */
const lanes = 3;

export function useRunForEach(): (work: ForEach) => Promise<ForEachOutcome> {
  const { database } = useConnection();
  const queryClient = useQueryClient();
  return useCallback(
    async ({ name, keyArgument, ids, args = {}, signal, onProgress }) => {
      const outcome: ForEachOutcome = { done: 0, refused: [] };
      const waiting = [...ids];
      const work = async () => {
        for (let id = waiting.shift(); id !== undefined && !signal?.aborted; id = waiting.shift()) {
          const answer = await database.rpc(name, { ...args, [keyArgument]: id });
          if (answer.error) outcome.refused.push(databaseError(answer.status, answer.error));
          else outcome.done += 1;
          onProgress?.(outcome.done + outcome.refused.length);
        }
      };
      await Promise.all(Array.from({ length: lanes }, work));
      await queryClient.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[1] !== snapshotKey[1] && queryKey[2] !== "frozen",
      });
      return outcome;
    },
    [database, queryClient],
  );
}
