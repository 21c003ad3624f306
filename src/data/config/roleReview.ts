/** The answer of config.review_role(): what saving a document would change, counted for real members. */
import type { PermissionAction } from "../../model/roleDocument";
import type { Person } from "../../model/snapshot";

/** A right on an entity; with a field, the right on that field alone. */
export interface ReviewedRight {
  entity: string | null;
  action: PermissionAction | "execute";
  field: string | null;
  /** Name of an operation. */
  operation?: string | null;
}

export interface RowCount {
  entity: string;
  /** Id of a member. */
  member: string;
  before: number;
  after: number;
}

export interface RoleReview {
  gained: ReviewedRight[];
  lost: ReviewedRight[];
  /** Only those that differ. */
  counts: RowCount[];
  members: Person[];
}

export const parseRoleReview = (answer: unknown) => answer as RoleReview;
