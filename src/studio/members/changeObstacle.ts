/** Why the reader may not change a member; the database refuses for the same reasons. */
import type { MemberRow, MembersPageAnswer } from "../../data/config/membersPage";
import type { Snapshot } from "../../model/snapshot";

export type ChangeObstacle = "self" | "above" | "deleted";

const weakest = 100;

export function changeObstacle(
  member: MemberRow,
  page: MembersPageAnswer,
  snapshot: Snapshot | undefined,
): ChangeObstacle | undefined {
  const rankOf = (ids: readonly (string | undefined)[]) =>
    Math.min(weakest, ...page.roles.filter(({ id }) => ids.includes(id)).map(({ rank }) => rank));
  if (member.id === snapshot?.member.id) return "self";
  if (member.userId === null) return "deleted";
  return rankOf(member.roles) < rankOf([snapshot?.role.id]) ? "above" : undefined;
}
