/** Which places, and how the lines of one good are shared out: the SQL against every possibility tried in TypeScript. */
import { expect, it } from "vitest";
import { sql } from "../support/sql";

interface Situation {
  demand: number[];
  /** Pieces of each good, place by place. */
  available: number[];
  priorities: number[];
  distances: number[];
}

const random = (limit: number) => Math.floor(Math.random() * limit);
const list = (length: number, limit: number) => Array.from({ length }, () => random(limit));

function aSituation(): Situation {
  const goods = 1 + random(4);
  const places = 1 + random(6);
  return {
    demand: list(goods, 6).map((pieces) => pieces + 1),
    available: list(goods * places, [3, 6, 12][random(3)] ?? 3),
    priorities: list(places, 3),
    distances: list(places, 4),
  };
}

/** Every set of places, the best by number, priorities, distances, stock, then the earliest. */
function bestPlaces({ demand, available, priorities, distances }: Situation): number[] | null {
  const all = priorities.map((_, place) => place);
  const stock = (set: number[], good: number) =>
    set.reduce((sum, place) => sum + (available[place * demand.length + good] ?? 0), 0);
  const total = (of: number[], set: number[]) => set.reduce((sum, place) => sum + (of[place] ?? 0), 0);
  const sets = Array.from({ length: 2 ** all.length - 1 }, (_, n) =>
    all.filter((place) => ((n + 1) >> place) & 1),
  ).filter((set) => demand.every((pieces, good) => stock(set, good) >= pieces));
  const score = (set: number[]) => [
    set.length,
    total(priorities, set),
    total(distances, set),
    -demand.reduce((sum, _, good) => sum + stock(set, good), 0),
    ...set,
  ];
  const [best] = sets.sort((a, b) => compare(score(a), score(b)));
  return best?.map((place) => place + 1) ?? null;
}

function compare(a: number[], b: number[]): number {
  const first = a.findIndex((value, index) => value !== b[index]);
  return first < 0 ? 0 : (a[first] ?? 0) - (b[first] ?? 0);
}

/** The most lines that can stay whole, by trying every place for every line. */
function mostWhole(quantities: number[], room: number[]): number {
  const [first, ...others] = quantities;
  if (first === undefined) return 0;
  const chances = room.flatMap((space, place) =>
    space < first ? [] : [1 + mostWhole(others, room.with(place, space - first))],
  );
  return Math.max(mostWhole(others, room), ...chances);
}

it("S59 chooses the same places as a search of all possibilities, 2,000 times", async () => {
  const situations = Array.from({ length: 2_000 }, aSituation);

  const { rows } = await sql.query<{ places: number[] | null }>(
    `select order_management.fewest_places(
       array(select jsonb_array_elements_text(s -> 'demand'))::bigint[],
       array(select jsonb_array_elements_text(s -> 'available'))::bigint[],
       array(select jsonb_array_elements_text(s -> 'priorities'))::integer[],
       array(select jsonb_array_elements_text(s -> 'distances'))::integer[]
     ) as places
     from jsonb_array_elements($1::jsonb) with ordinality as t (s, n) order by n`,
    [JSON.stringify(situations)],
  );

  const wrong = situations.filter(
    (situation, index) => JSON.stringify(rows[index]?.places) !== JSON.stringify(bestPlaces(situation)),
  );
  expect(rows.filter((row) => row.places === null).length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it("S59 keeps as many lines of one good whole as can be, loses no piece and takes no more than there is", async () => {
  const cases = Array.from({ length: 2_000 }, () => {
    const room = list(1 + random(4), 9);
    const quantities: number[] = [];
    for (let left = room.reduce((a, b) => a + b, 0); left > 0 && quantities.length < 5;) {
      const pieces = 1 + random(Math.min(left, 6));
      quantities.push(pieces);
      left -= pieces;
    }
    return { quantities, room };
  }).filter(({ quantities }) => quantities.length > 0);

  const { rows } = await sql.query<{ shares: { line: number; place: number; qty: number }[] }>(
    `select (
       select jsonb_agg(jsonb_build_object('line', o.line, 'place', o.place, 'qty', o.qty))
       from order_management.share_out(
         array(select jsonb_array_elements_text(c -> 'quantities'))::bigint[],
         array(select jsonb_array_elements_text(c -> 'room'))::bigint[]
       ) as o
     ) as shares
     from jsonb_array_elements($1::jsonb) with ordinality as t (c, n) order by n`,
    [JSON.stringify(cases)],
  );

  const wrong = cases.filter(({ quantities, room }, index) => {
    const shares = rows[index]?.shares ?? [];
    const sum = (some: typeof shares) => some.reduce((total, { qty }) => total + qty, 0);
    const whole = quantities.filter(
      (_, line) => shares.filter((share) => share.line === line + 1).length === 1,
    );
    return (
      quantities.some((pieces, line) => sum(shares.filter((share) => share.line === line + 1)) !== pieces) ||
      room.some((pieces, place) => sum(shares.filter((share) => share.place === place + 1)) > pieces) ||
      whole.length !== mostWhole(quantities, room)
    );
  });
  expect(wrong).toEqual([]);
});
