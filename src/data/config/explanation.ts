/** The answer of config.explain(): whether a member may do something, and if not, what stands in the way. */
import type { Condition } from "../../model/condition";
import type { Label } from "../../model/label";

/** Reasons that need no further words. */
export const plainObstacles = [
  "no_login",
  "member_inactive",
  "user_banned",
  "password_change_required",
  "no_active_role",
  "mfa_required",
  "field_read_only",
  "outside_scope",
] as const;

/** A condition with names for what it compares; admins are told at every node whether it holds for the record. */
export type JudgedCondition = Condition & { holds?: boolean; label?: Label; variableLabel?: Label };

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

export interface JudgedGroup {
  kind: "all" | "any" | "not";
  parts: JudgedCondition[];
}

/** The parts of a group, each with its own truth; undefined for a single comparison. */
export function groupOf(condition: JudgedCondition): JudgedGroup | undefined {
  const { all, any, not } = condition as Partial<Record<"all" | "any", JudgedCondition[]>> & {
    not?: JudgedCondition;
  };
  if (all) return { kind: "all", parts: all };
  if (any) return { kind: "any", parts: any };
  return not && { kind: "not", parts: [not] };
}
