/** Which members the page shows, and how they are counted per tab. */
import type { MemberRow } from "../../data/config/membersPage";

export const memberStates = ["active", "overdue", "inactive"] as const;
export type MemberState = (typeof memberStates)[number];

export interface MemberFilter {
  state: MemberState;
  search: string;
  /** Id of a role; undefined = any. */
  role: string | undefined;
}

/** Whoever cannot sign in needs no review. */
export const needsReview = (member: MemberRow) => member.isActive && member.isReviewOverdue;

const isInState: Record<MemberState, (member: MemberRow) => boolean> = {
  active: (member) => member.isActive,
  overdue: needsReview,
  inactive: (member) => !member.isActive,
};

export function filterMembers(
  members: readonly MemberRow[],
  { state, search, role }: MemberFilter,
): MemberRow[] {
  const words = search.trim().toLowerCase();
  return members.filter(
    (member) =>
      isInState[state](member) &&
      (role === undefined || member.roles.includes(role)) &&
      `${member.name} ${member.email}`.toLowerCase().includes(words),
  );
}

export const countMembers = (members: readonly MemberRow[], state: MemberState) =>
  members.filter(isInState[state]).length;
