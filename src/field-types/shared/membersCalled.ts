/** Members that a text may mean: by name, by key, or by both where several bear the name. */
import type { Person } from "../../model/snapshot";
import { keysMeant } from "./linkText";

const plain = (text: string) => text.normalize("NFKC").replaceAll(/\s+/g, " ").toLowerCase();

export function membersCalled(text: string, people: readonly Person[]): readonly string[] {
  const called = people.filter(({ id, name }) => id === text || plain(name) === plain(text));
  if (called.length > 0) return called.map(({ id }) => id);
  return keysMeant(text, new Map(people.map(({ id }) => [id, [id]])));
}
