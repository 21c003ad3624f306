/** The access review as a table: who may do what, when he was last here, who confirmed it when. */
import type { MembersPageAnswer } from "../../data/config/membersPage";
import type { Label } from "../../model/label";
import { needsReview } from "./memberFilter";

interface ReviewTexts {
  header: string[];
  labelOf: (label: Label) => string;
  moment: (at: string | null) => string;
  yes: string;
  no: string;
}

export function reviewRows(page: MembersPageAnswer, texts: ReviewTexts): string[][] {
  const { labelOf, moment, yes, no } = texts;
  const roleName = (id: string | null) => {
    const role = page.roles.find((candidate) => candidate.id === id);
    return role ? labelOf(role.label) : "";
  };
  const rows = page.members.map((member) => [
    member.name,
    member.email,
    member.roles.map(roleName).join("; "),
    roleName(member.activeRole),
    member.isActive ? yes : no,
    moment(member.lastSignInAt),
    member.hasSecondStep ? yes : no,
    moment(member.changedAt),
    moment(member.reviewedAt),
    member.reviewedBy ?? "",
    needsReview(member) ? yes : no,
  ]);
  return [texts.header, ...rows];
}
