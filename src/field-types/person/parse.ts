/** A member by name or key. */
import type { CellParser } from "../CellParser";
import { membersCalled } from "../shared/membersCalled";

export const parse: CellParser = (text, _field, { people = [] }) => {
  const [found, ...others] = membersCalled(text, people);
  if (others.length > 0) return { problem: "ambiguous_person" };
  return found === undefined ? { problem: "unknown_person" } : { value: found };
};
