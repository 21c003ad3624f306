/** Mentions in a comment: kept as @[id], typed and shown as @Name. */
import type { Person } from "./snapshot";

const kept = /@\[([0-9a-f-]{36})\]/g;

export type CommentPart = { text: string } | { mentioned: string };

const nameOf = (people: readonly Person[], id: string) => people.find((person) => person.id === id)?.name;

/** The comment cut into plain text and names of members. */
export function commentParts(body: string, people: readonly Person[]): CommentPart[] {
  const parts: CommentPart[] = [];
  let end = 0;
  for (const match of body.matchAll(kept)) {
    if (match.index > end) parts.push({ text: body.slice(end, match.index) });
    parts.push({ mentioned: nameOf(people, match[1] ?? "") ?? "?" });
    end = match.index + match[0].length;
  }
  if (end < body.length) parts.push({ text: body.slice(end) });
  return parts;
}

export const typedComment = (body: string, people: readonly Person[]) =>
  commentParts(body, people)
    .map((part) => ("text" in part ? part.text : `@${part.mentioned}`))
    .join("");

/** Longer names first: "@Ann Lee" is not Ann. */
export function keptComment(typed: string, people: readonly Person[]): string {
  const longestFirst = [...people].sort((left, right) => right.name.length - left.name.length);
  return longestFirst.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `@[${id}]`), typed);
}
