/** The answer of config.explain(): whether a member may do something, and if not, what stands in the way. */
import type { Condition } from "../../model/condition";
import type { Label } from "../../model/label";

export const obstacles = [
  "no_login",
  "member_inactive",
  "user_banned",
  "password_change_required",
  "no_active_role",
  "mfa_required",
  "action_not_granted",
  "field_not_granted",
  "field_read_only",
  "outside_scope",
] as const;
export type Obstacle = (typeof obstacles)[number];

/** A condition that says at every node whether it holds for the record. */
export type JudgedCondition = Condition & { holds: boolean };

export interface Explanation {
  allowed: boolean;
  reason?: string;
  role?: Label;
  /** Name of the field that is not granted. */
  field?: string;
  /** Name of the row condition. */
  scope?: Label | null;
  condition?: JudgedCondition;
}

export const parseExplanation = (answer: unknown) => answer as Explanation;

/** The parts of a group, each with its own truth. */
export function partsOf(condition: JudgedCondition): JudgedCondition[] {
  const { all, any } = condition as { all?: JudgedCondition[]; any?: JudgedCondition[] };
  return all ?? any ?? [];
}
