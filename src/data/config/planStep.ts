/** Steps of a plan, as config.plan(), config.plan_file() and config.draft_page() tell them. */
import type { Label } from "../../model/label";

export interface PlanStep {
  kind: string;
  object: string;
  words: Label;
  risk: "none" | "look_twice" | "destructive";
  sql: string;
}

export const parseSteps = (answer: unknown) => (answer ?? []) as PlanStep[];

/** A change that waits, with what it would do or why it cannot be made any more. */
export interface WaitingChange {
  id: number;
  at: string;
  author: string | null;
  steps: PlanStep[];
  problem: string | null;
  detail: string | null;
}

export const parseDraft = (answer: unknown) => (answer ?? []) as WaitingChange[];
