/** One row of an entity as the screens know it. */
export type RecordId = string | number;

export type DataRecord = {
  id: RecordId;
  values: Record<string, unknown>;
  /** Display names of relation and person fields, by field name; null where the target may not be read. */
  titles: Record<string, string | null>;
};

/** How many records match; an estimate until someone counts. */
export interface Total {
  value: number;
  isExact: boolean;
}
