/** Random values by kind: few and awkward, so that conditions often meet them. */
import type { Random } from "./Random";
import { states, type EntityName, type FieldModel, type Kind } from "./workshop";

export type Cell = string | number | boolean | null | string[] | number[];

/** How many rows each entity has; their keys are 1, 2, 3 … */
export const rowCounts: Record<EntityName, number> = { regions: 4, shops: 8, jobs: 24, steps: 40 };

const texts = [
  ...[
    "Alpha",
    "alpha beta",
    "BETA",
    "100% sure",
    "under_score",
    "o'clock",
    "back\\slash",
    "a,b",
    "{x}",
    "NULL",
  ],
  ...["早上好", "上海 退货", "fox 🦊", 'quo"ted', "or true --", "*"],
];
const fragments = ["a", "AL", "%", "_", "'", "\\", "上", "beta", '"', "🦊", "zzz", "*", "{", ","];
const labels = ["red", "blue", "green", "ro,se", 'na"vy', "NULL", "橙"];
const day = (offset: number) =>
  new Date(Date.UTC(2024, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);

/** Some of these lie in the past of every run, some in the future. */
const days = [day(0), day(100), day(400), "2099-12-31"];
const moments = days.map((date) => `${date}T08:30:00+00:00`);

const any: Record<Exclude<Kind, "key" | "relation" | "person">, (random: Random) => Cell> = {
  text: (random) => random.pick([...texts, ""]),
  word: (random) => random.pick(states),
  integer: (random) => random.integer(-2, 6),
  number: (random) => random.pick([0, 0.1, 9.99, 10, 100.5, -3.25]),
  boolean: (random) => random.percent(50),
  timestamp: (random) => random.pick(moments),
  date: (random) => random.pick(days),
  texts: (random) => random.some(labels, 25),
  keys: (random) => random.some([1, 2, 3, 4, 5, 6, 7, 8], 20),
};

/** A value that the field may hold, never empty. */
export function valueOf({ kind, target }: FieldModel, random: Random, people: readonly string[]): Cell {
  if (kind === "person") return random.pick(people);
  if (kind === "relation" && target) return random.integer(1, rowCounts[target]);
  if (kind === "key" || kind === "relation") return random.integer(1, 8);
  return any[kind](random);
}

/** Part of a text to look for. */
export const fragmentOf = (random: Random): string => random.pick(fragments);
