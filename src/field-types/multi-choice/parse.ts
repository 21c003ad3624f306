/** Several choices in one cell. */
import { splitList } from "../../model/listText";
import type { CellParser } from "../CellParser";
import { matchChoice } from "../shared/matchChoice";

export const parse: CellParser = (text, { options }) => {
  const choices = options.choices ?? [];
  const items = splitList(text);
  const known = items.flatMap((item) => matchChoice(choices, item) ?? []);
  if (known.length === items.length) return { value: [...new Set(known)] };
  // A choice with a comma in it, written by somebody who does not quote.
  const whole = matchChoice(choices, text);
  return whole === undefined ? { problem: "choice" } : { value: [whole] };
};
