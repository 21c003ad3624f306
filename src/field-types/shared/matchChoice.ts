/** Finds choices by what people call them: value, or label in any language; blanks and case do not matter. */
import type { Choice } from "../../model/snapshot";
import type { CellParser } from "../CellParser";

const plain = (text: string) => text.normalize("NFKC").replaceAll(/\s+/g, " ").trim().toLowerCase();

export function matchChoice(choices: readonly Choice[], text: string): string | undefined {
  const exact = choices.find(({ value }) => value === text);
  if (exact) return exact.value;
  const word = plain(text);
  const named = choices.find(({ value, label }) =>
    [value, label.en, label["zh-CN"]].some((name) => plain(name) === word),
  );
  return named?.value;
}

export const parseChoiceCell: CellParser = (text, { options }) => {
  const value = matchChoice(options.choices ?? [], text);
  return value === undefined ? { problem: "choice" } : { value };
};
