/** Several choices in one cell. */
import type { CellParser } from "../CellParser";
import { splitList } from "../../model/listText";
import { matchChoice } from "../shared/matchChoice";

export const parse: CellParser = (text, { options }) => {
  const choices = options.choices ?? [];
  const whole = matchChoice(choices, text);
  if (whole !== undefined) return { value: [whole] };
  const values = splitList(text).map((item) => matchChoice(choices, item));
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? { problem: "choice" } : { value: [...new Set(known)] };
};
