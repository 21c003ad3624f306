/** How the records of an entity differ between two moments. */
import type { RecordId } from "./record";
import { useConfigQuery } from "./useConfigQuery";

export interface RecordDifference {
  key: RecordId;
  /** Null for a record that was not there yet; else the fields that differ. */
  old: Record<string, unknown> | null;
  /** Null for a record that is gone. */
  new: Record<string, unknown> | null;
}

interface Differences {
  total: number;
  /** The first 200. */
  rows: RecordDifference[];
}

const parse = (answer: unknown) => answer as Differences;

/** Moments in ISO form. */
export const useChangesBetween = (entity: string, from: string, until: string) =>
  useConfigQuery(
    { name: "changes_between", isGet: true },
    { p_entity: entity, p_from: from, p_until: until },
    parse,
  );
