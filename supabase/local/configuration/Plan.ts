/** What a configuration file would change, as the database tells it. */
import type { Label } from "../../../src/model/label";

export interface PlanStep {
  kind: string;
  object: string;
  words: Label;
  risk: "none" | "look_twice" | "destructive";
  sql: string;
}

const marks = { none: " ", look_twice: "!", destructive: "✗" } as const;

/** Every step in words of both languages, its SQL below it when asked for. */
export function planText(steps: PlanStep[], isVerbose: boolean): string {
  if (steps.length === 0) return "Nothing differs.  没有差异。";
  const width = String(steps.length).length;
  return steps
    .flatMap(({ words, risk, sql }, index) => [
      `${marks[risk]} ${String(index + 1).padStart(width)}. ${words.en}  ${words["zh-CN"]}`,
      ...(isVerbose ? sql.split("\n").map((line) => `      ${line}`) : []),
    ])
    .join("\n");
}
