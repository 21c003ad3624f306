/** Which records of an entity a text means: keys by text, in the caller's own rights. Throws DataError. */
import { useCallback } from "react";
import { useConnection } from "./ConnectionContext";
import { databaseError } from "./databaseError";
import { parseMatches } from "./importing";

const textsAtOnce = 2000;

export function useRecordMatches() {
  const { configuration } = useConnection();
  return useCallback(
    async (entity: string, texts: readonly string[]): Promise<Map<string, string[]>> => {
      const found = new Map<string, string[]>();
      for (let at = 0; at < texts.length; at += textsAtOnce) {
        const part = texts.slice(at, at + textsAtOnce);
        const answer = await configuration.rpc("match_records", { entity, texts: part });
        if (answer.error) throw databaseError(answer.status, answer.error);
        for (const [text, keys] of Object.entries(parseMatches(answer.data))) found.set(text, keys);
      }
      return found;
    },
    [configuration],
  );
}
