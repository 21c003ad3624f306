/** The answer of config.review_role(): what saving a document would change, counted for real members. */
import type { Label } from "../../model/label";
import type { PermissionAction } from "../../model/roleDocument";
import type { Person } from "../../model/snapshot";

/** A right on an entity; with a field, the right on that field alone; or one operation. */
export interface ReviewedRight {
  entity: string | null;
  action: PermissionAction | "execute";
  field: string | null;
  operation?: string | null;
}

export interface RowCount {
  entity: string;
  /** Id of a member; null = the same for everybody, as while nobody holds the role. */
  member: string | null;
  before: number;
  after: number;
}

/** A setting of the role; with an entity and an action, one of that cell. */
export interface ReviewedSetting {
  setting: string;
  before: unknown;
  after: unknown;
  entity?: string;
  action?: PermissionAction;
  /** Name of a rule of a form. */
  label?: Label;
}

export interface RoleReview {
  gained: ReviewedRight[];
  lost: ReviewedRight[];
  settings: ReviewedSetting[];
  /** Only those that differ. */
  counts: RowCount[];
  members: Person[];
}

/** The same for one role of several; without a role, a named condition that changed. */
export interface RoleChanges extends RoleReview {
  /** Key of the role. */
  role: string | null;
  label: Label;
}

export const parseRoleReview = (answer: unknown) => answer as RoleReview;

type PastChanges = Omit<RoleChanges, "counts" | "members"> & Partial<RoleReview>;

/** A version of the past knows no members and counts no rows. */
export const parseRoleChanges = (answer: unknown) =>
  ((answer ?? []) as PastChanges[]).map((changes) => ({
    ...changes,
    counts: changes.counts ?? [],
    members: changes.members ?? [],
  }));
