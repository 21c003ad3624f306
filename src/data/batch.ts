/** Changes of many records that belong together and are undone together. */
import type { DataError } from "./DataError";
import type { RecordId } from "./record";

export type BatchKind = "import" | "bulk_edit" | "bulk_delete" | "paste" | "undo" | "operation";

/** What one record is to be changed to. */
export interface ChangedRow {
  key: RecordId;
  /** Value of the entity's version field when it was read; a record that changed since is refused. */
  version?: unknown;
  values: Record<string, unknown>;
}

export interface RefusedRow {
  key: RecordId;
  error: DataError;
}

export interface BatchOutcome {
  /** To undo it by. */
  id: string;
  kind: BatchKind;
  written: number;
  refused: RefusedRow[];
  /** Why it stopped before its end, with what was written until then kept; absent when it went through. */
  stopped?: "cancelled" | DataError;
}

export interface BatchOptions {
  /** Stops before the next part; what is written stays written and can be undone. */
  signal?: AbortSignal | undefined;
  onProgress?: ((done: number, total: number) => void) | undefined;
}
