/** Batches and what undoing them would do, as config.recent_batches() and config.review_undo() answer. */
import type { Label } from "../../model/label";
import type { BatchKind } from "../batch";
import type { PostgrestProblem } from "../PostgrestProblem";

export interface Batch {
  id: string;
  kind: BatchKind;
  entity: string | null;
  note: string | null;
  /** Id in config.members. */
  member: string | null;
  memberName: string | null;
  roleLabel: Label | null;
  startedAt: string;
  /** Null while it is still being written. */
  endedAt: string | null;
  /** The batch that undid this one. */
  undoneBy: string | null;
  undoes: string | null;
  created: number;
  updated: number;
  deleted: number;
}

export interface UndoConflict {
  entity: string;
  key: string;
  problem: "changed" | "gone" | "exists" | "related";
  /** Entity of the records that others made below this one. */
  related?: string;
  /** Who changed the record last, and when. */
  member: string | null;
  at: string | null;
  /** Only fields that the reader may see. */
  wrote?: Record<string, unknown> | null;
  now?: Record<string, unknown> | null;
}

export interface UndoReview {
  removed: number;
  putBack: number;
  restored: number;
  conflictCount: number;
  /** The first of them, as with the other lists. */
  conflicts: UndoConflict[];
  refusedCount: number;
  refused: (PostgrestProblem & { entity: string; key: string })[];
  leftOverCount: number;
  leftOver: { entity: string; key: string; fields: string[] }[];
}

export const parseBatches = (answer: unknown) => (answer ?? []) as Batch[];
export const parseUndoReview = (answer: unknown) => answer as UndoReview;
