/** Sharing money out to the last cent: the SQL against the rule written once more in TypeScript. */
import { expect, it } from "vitest";
import { sql } from "../support/sql";
import { refusal } from "./refusal";

interface Case {
  total: number;
  weights: number[];
}

const random = (limit: number) => Math.floor(Math.random() * limit);
const cents = (value: unknown) => Math.round(Number(value) * 100);

/** Whole cents; weights of zero, small and large ones, and totals of both signs. */
function aCase(): Case {
  const largest = [1, 10, 1_000, 1_000_000][random(4)] ?? 1;
  const weights = Array.from({ length: 1 + random(12) }, () => (random(4) === 0 ? 0 : random(largest + 1)));
  const size = random([10, 1_000, 10_000_000][random(3)] ?? 1);
  const total = random(3) === 0 ? 0 - size : size;
  return { total, weights };
}

/** Largest remainder in whole numbers. */
function shares({ total, weights }: Case): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const parts = sum === 0 ? weights.map(() => 1) : weights;
  const whole = BigInt(sum === 0 ? parts.length : sum);
  const amount = BigInt(Math.abs(total));
  const floors = parts.map((part) => (amount * BigInt(part)) / whole);
  const left = Number(amount - floors.reduce((a, b) => a + b, 0n));
  const order = parts
    .map((part, index) => ({ index, rest: (amount * BigInt(part)) % whole }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest < b.rest ? 1 : -1));
  const lucky = new Set(order.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => Math.sign(total) * (Number(floor) + (lucky.has(index) ? 1 : 0)) + 0);
}

/** Nothing is lost, no share has the wrong sign, none is above its part rounded up. */
function isFair({ total, weights }: Case, got: number[]): boolean {
  const sum = weights.reduce((a, b) => a + b, 0);
  const isWithin = (share: number, index: number) => {
    const part = sum === 0 ? 1 / got.length : (weights[index] ?? 0) / sum;
    return share * total >= 0 && Math.abs(share) <= Math.ceil(Math.abs(total) * part - 1e-6);
  };
  return got.reduce((a, b) => a + b, 0) === total && got.every(isWithin);
}

it("S37 shares every amount to the cent, as largest remainder does", async () => {
  const cases = Array.from({ length: 20_000 }, aCase);

  const { rows } = await sql.query<{ shares: string[] }>(
    `select public.prorate(
       (c ->> 'total')::numeric / 100,
       array(select w::numeric / 100 from jsonb_array_elements_text(c -> 'weights') as w)
     ) as shares
     from jsonb_array_elements($1::jsonb) with ordinality as t (c, n) order by n`,
    [JSON.stringify(cases)],
  );

  const wrong = cases.filter((one, index) => {
    const got = (rows[index]?.shares ?? []).map(cents);
    return !isFair(one, got) || got.join() !== shares(one).join();
  });
  expect(wrong).toEqual([]);
});

it("S37 settles a line in any number of steps and ends at its whole amount", async () => {
  const cases = Array.from({ length: 5_000 }, () => {
    const quantity = 1 + random(40);
    const steps: number[] = [];
    for (let left = quantity; left > 0; left -= steps.at(-1) ?? left) steps.push(1 + random(left));
    return { amount: random(100_000), quantity, steps };
  });

  const { rows } = await sql.query<{ sum: string; least: string }>(
    `select sum(part.amount), min(part.amount) as least
     from jsonb_array_elements($1::jsonb) with ordinality as t (c, n)
     cross join lateral (
       select public.share_of_quantity(
         (c ->> 'amount')::numeric / 100, (c ->> 'quantity')::int,
         (sum(step::int) over (order by position) - step::int)::int, step::int
       ) as amount
       from jsonb_array_elements_text(c -> 'steps') with ordinality as s (step, position)
     ) as part
     group by n order by n`,
    [JSON.stringify(cases)],
  );

  expect(rows.map(({ sum }) => cents(sum))).toEqual(cases.map(({ amount }) => amount));
  expect(rows.every(({ least }) => cents(least) >= 0)).toBe(true);
});

it.each([
  ["select public.prorate(1.005, '{1}')", "finer_than_a_cent"],
  ["select public.prorate(1, '{1,-1}')", "invalid_weight"],
  ["select public.prorate(1, '{1,null}')", "invalid_weight"],
  ["select public.prorate(1, '{}')", "no_weights"],
  ["select public.share_of_quantity(1, 3, 2, 2)", "invalid_quantity"],
  ["select public.share_of_quantity(1, 0, 0, 0)", "invalid_quantity"],
  ["select public.share_of_quantity(1, 3, 2147483647, 2147483647)", "invalid_quantity"],
])("S37 refuses what cannot be shared: %s", async (text, reason) => {
  expect(await refusal(sql.query(text))).toMatchObject({ code: "22023", reason });
});

it.each([
  ["select public.prorate(0, '{}')", "{}"],
  ["select public.prorate(100, '{0,0,0}')", "{33.34,33.33,33.33}"],
  ["select public.prorate(-100, '{1,1,1}')", "{-33.34,-33.33,-33.33}"],
  ["select public.prorate(100, '{1,1,1}', 0)", "{34,33,33}"],
  ["select public.prorate(0.02, '{0,5,0,5,5}')", "{0,0.01,0,0.01,0}"],
])("S37 shares the corner cases: %s", async (text, wanted) => {
  const { rows } = await sql.query<{ same: boolean }>(`select (${text})::numeric[] = $1::numeric[] as same`, [
    wanted,
  ]);

  expect(rows).toEqual([{ same: true }]);
});
