/** What the database says about imports. */
import type { Entity } from "../model/snapshot";
import { databaseError } from "./databaseError";
import type { PostgrestProblem } from "./PostgrestProblem";

export type ImportMode = "create" | "skip" | "upsert" | "update";

export interface ImportSetup {
  /** Fields that a file may fill in new records. */
  create: string[];
  /** Fields that a file may change in others. */
  update: string[];
  /** Fields by which these are found. */
  identify: string[];
  /** Fields whose options may become more; those of the app are fixed. */
  extend: string[];
  /** Header as compared → field name; "" was skipped. */
  memory: Record<string, string>;
}

export interface ImportRequest {
  file: string;
  fingerprint: string;
  rows: number;
  mode: ImportMode;
  fields: string[];
  identifiers: string[];
  memory: Record<string, string>;
}

/** Why a row was refused, in the reader's language. */
export interface RowFinding {
  /** Null when it is not about one row. */
  row: number | null;
  fields: string[];
  message: string;
}

export interface ImportOutcome {
  rows: number;
  matched: number;
  created: number;
  updated: number;
  findings: RowFinding[];
  /** False when there were too many refusals to go on. */
  isComplete: boolean;
  isDone: boolean;
  batch: string | null;
}

interface WireOutcome extends Omit<ImportOutcome, "findings"> {
  problems: (PostgrestProblem & { row: number | null })[];
}

export const parseSetup = (answer: unknown) => answer as ImportSetup;
export const parseBegun = (answer: unknown) => answer as { import: string; last: number };
export const parseMatches = (answer: unknown) => answer as Record<string, string[]>;

export function parseOutcome(answer: unknown, entity: Entity): ImportOutcome {
  const { problems, ...outcome } = answer as WireOutcome;
  const findings = problems.map(({ row, ...problem }) => {
    const { message, fieldErrors } = databaseError(400, problem, { entity });
    return { row, message, fields: Object.keys(fieldErrors) };
  });
  return { ...outcome, findings };
}
