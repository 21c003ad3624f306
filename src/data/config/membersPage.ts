/** The answer of config.members_page(): people, the roles and the sets of records that they can be given. */
import type { Label } from "../../model/label";
import type { RoleSummary } from "../../model/snapshot";

export interface GivableRole extends RoleSummary {
  /** The lower, the more powerful. */
  rank: number;
  /** Whether the reader may give this role to somebody. */
  canGive: boolean;
}

/** A set of records that differs per member, such as his warehouses. */
export interface MemberVariable {
  key: string;
  label: Label;
  entity: string;
  options: { id: number; title: string | number | null }[];
}

export interface MemberRow {
  id: string;
  /** Null once the login was deleted; the name stays for history. */
  userId: string | null;
  name: string;
  email: string;
  isActive: boolean;
  isBanned: boolean;
  /** Ids of roles. */
  roles: string[];
  activeRole: string | null;
  /** Ids of records per variable; a variable without ids means all of them. */
  values: Record<string, number[] | undefined>;
  lastSignInAt: string | null;
  hasSecondStep: boolean;
  mustChangePassword: boolean;
  /** How many sessions are still good. */
  sessions: number;
  changedAt: string;
  reviewedAt: string | null;
  reviewedBy: string | null;
  isReviewOverdue: boolean;
}

export interface MembersPageAnswer {
  members: MemberRow[];
  roles: GivableRole[];
  variables: MemberVariable[];
}

export function parseMembersPage(answer: unknown): MembersPageAnswer {
  const page = answer as Omit<MembersPageAnswer, "roles"> & { roles: GivableRole[] | null };
  return { ...page, roles: page.roles ?? [] };
}
