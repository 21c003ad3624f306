/** Sorts what a change gains and loses by kind of record, and marks what deserves a second look. */
import type { ReviewedRight, ReviewedSetting, RoleReview, RowCount } from "../../data/config/roleReview";
import { type PermissionAction, permissionActions } from "../../model/roleDocument";
import type { Entity, Field } from "../../model/snapshot";

/** One action that is gained or lost, as a whole or for some fields. */
export interface RightChange {
  direction: "gained" | "lost";
  action: PermissionAction;
  /** The action itself, not only some of its fields. */
  isWhole: boolean;
  fields: Field[];
  /** All fields that the action can have. */
  isEveryField: boolean;
  isRisky: boolean;
}

export interface OperationChange {
  direction: "gained" | "lost";
  name: string;
}

export interface ReviewSection {
  /** Null for operations that belong to no kind of record. */
  entity: Entity | null;
  rights: RightChange[];
  operations: OperationChange[];
  settings: ReviewedSetting[];
  counts: RowCount[];
}

const riskyActions: readonly PermissionAction[] = ["delete", "export", "import"];
const sensitiveTypes: readonly Field["type"][] = ["money", "phone", "email"];

export const widens = ({ before, after }: RowCount) => after > before;

function rightChanges(entity: Entity, direction: RightChange["direction"], rights: readonly ReviewedRight[]) {
  return permissionActions.flatMap<RightChange>((action) => {
    const own = rights.filter((right) => right.entity === entity.name && right.action === action);
    if (own.length === 0) return [];
    const names = new Set(own.map(({ field }) => field));
    const fields = entity.fields.filter(({ name }) => names.has(name));
    const possible = entity.fields.filter((field) => canHave(field, action));
    const isWhole = names.has(null);
    if (!isWhole && fields.length === 0) return [];
    const change: RightChange = {
      direction,
      action,
      isWhole,
      fields,
      isEveryField: fields.length >= possible.length,
      isRisky: direction === "gained" && riskyActions.includes(action),
    };
    const sensitive = fields.filter(({ type }) => sensitiveTypes.includes(type));
    if (direction === "lost" || change.isRisky || sensitive.length === 0) return [change];
    // What concerns money and people gets a line of its own.
    const others = fields.filter((field) => !sensitive.includes(field));
    const plain = { ...change, fields: others, isEveryField: false };
    const risky = { ...change, isWhole: false, fields: sensitive, isEveryField: false, isRisky: true };
    return others.length > 0 ? [plain, risky] : [risky];
  });
}

const canHave = (field: Field, action: PermissionAction) =>
  action === "create" ? field.canCreate : action !== "update" || field.canUpdate;

export function reviewSections(review: RoleReview, entities: readonly Entity[]): ReviewSection[] {
  const operationsOf = (entity: string | null) =>
    (["gained", "lost"] as const).flatMap((direction) =>
      review[direction].flatMap<OperationChange>((right) =>
        right.action === "execute" && right.operation && right.entity === entity
          ? [{ direction, name: right.operation }]
          : [],
      ),
    );
  const sections = entities.map<ReviewSection>((entity) => ({
    entity,
    rights: [...rightChanges(entity, "gained", review.gained), ...rightChanges(entity, "lost", review.lost)],
    operations: operationsOf(entity.name),
    settings: review.settings.filter((setting) => setting.entity === entity.name),
    counts: review.counts.filter((count) => count.entity === entity.name),
  }));
  const general = { entity: null, rights: [], operations: operationsOf(null), settings: [], counts: [] };
  return [...sections, general].filter(
    ({ rights, operations, settings, counts }) =>
      rights.length + operations.length + settings.length + counts.length > 0,
  );
}

export interface CountGroup {
  before: number;
  after: number;
  /** Ids of members; empty = whoever holds the role. */
  members: string[];
}

/** Members for whom the numbers are the same share a line. */
export function groupCounts(counts: readonly RowCount[]): CountGroup[] {
  const groups = new Map<string, CountGroup>();
  for (const { before, after, member } of counts) {
    const key = `${before}/${after}`;
    const group = groups.get(key) ?? { before, after, members: [] };
    if (member !== null) group.members.push(member);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Settings of the role itself that give more power or less safety. */
export function isRiskySetting({ setting, before, after, entity }: ReviewedSetting): boolean {
  if (entity !== undefined) return false;
  if (setting === "requires_mfa") return after === false;
  if (setting === "can_view_as" || setting === "is_active")
    return setting === "can_view_as" && after === true;
  if (setting === "rank") return Number(after) < Number(before);
  const had = Array.isArray(before) ? before : [];
  return setting === "may_configure" && Array.isArray(after) && after.some((right) => !had.includes(right));
}
