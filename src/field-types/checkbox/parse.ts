/** Yes or no in the words that programs and people use for it. */
import type { CellParser } from "../CellParser";

const yes = new Set([
  "true",
  "yes",
  "y",
  "1",
  "on",
  "t",
  "x",
  "是",
  "对",
  "有",
  "真",
  "√",
  "✓",
  "✔",
  "☑",
  "ja",
  "oui",
  "si",
]);
const no = new Set([
  "false",
  "no",
  "n",
  "0",
  "off",
  "f",
  "-",
  "否",
  "不是",
  "错",
  "无",
  "假",
  "×",
  "✗",
  "✘",
  "☐",
  "nein",
  "non",
]);

export const parse: CellParser = (text) => {
  const word = text.normalize("NFKC").toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : { problem: "boolean" };
};
