/** Every cent over many random orders: shared out, split, paid back in any steps, cancelled. Computed in the database. */
import { expect, it } from "vitest";
import { sql } from "../support/sql";

const orders = Number(process.env.MONEY_ORDERS ?? 5_000);

/** A line of each random order: its amount, its pieces, and how many of them leave at each of eight steps. */
const steps = `
  select n, amount, pieces, least(part, pieces - done)::int as part, done::int as done
  from (
    select *, sum(part) over (partition by n order by step) - part as done
    from (
      select *, case step when 8 then pieces else ceil(random() * pieces / 3) end as part
      from (
        select n, floor(power(10::numeric, 1 + random()::numeric * 7)) / 100 as amount,
          ceil(power(random(), 2) * 60)::int as pieces
        from generate_series(1, ${orders}) as n
      ) as line cross join generate_series(1, 8) as step
    ) as wanted
  ) as counted
  where done < pieces`;

const inOnePass = async (query: string) => (await sql.query<{ n: number }>(query)).rows;

it(`S37 a discount shared over the lines of ${orders} orders loses no cent, and no share is out of range`, async () => {
  const wrong = await inOnePass(`
    with made as materialized (
      select n, floor(random() * 1000000)::numeric / 100 as total,
        (select array_agg(floor(power(10, random() * 6))::numeric / 100 * (random() > 0.2)::int)
         from generate_series(1, 1 + n % 12) as line where n > 0) as weights
      from generate_series(1, ${orders}) as n
    ), shared as materialized (
      select n, total, weights, public.prorate(total, weights) as shares from made
    )
    select n from shared
    cross join lateral (
      select sum(s) as sum, bool_and(
        s >= 0 and (sum_of = 0 or s <= ceil(total * w / sum_of * 100) / 100)
      ) as is_fair
      from unnest(shares, weights) as t (s, w), (select sum(x) as sum_of from unnest(weights) as x) as whole
    ) as checked
    where sum <> total or not is_fair`);

  expect(wrong).toEqual([]);
}, 120_000);

it(`S37 S59 ${orders} lines split or paid back piece by piece end at their whole amount, never below zero`, async () => {
  const wrong = await inOnePass(`
    with steps as materialized (${steps}), shares as materialized (
      select *, public.share_of_quantity(amount::numeric, pieces, done, part) as share from steps
    )
    select n from shares group by n, amount, pieces
    having sum(part) <> pieces or sum(share) <> amount::numeric or min(share) < 0`);

  expect(wrong).toEqual([]);
}, 120_000);

it(`S37 S23 ${orders} lines of which money went back before: pieces and the cancelled rest never exceed them`, async () => {
  const wrong = await inOnePass(`
    with made as materialized (
      select n, amount, pieces, floor(amount * random()::numeric * 100) / 100 as goodwill, floor(random() * (pieces + 1))::int as pieces_back
      from (
        select n, floor(power(10::numeric, 1 + random()::numeric * 7)) / 100 as amount,
          ceil(power(random(), 2) * 60)::int as pieces
        from generate_series(1, ${orders}) as n
      ) as line
    ), paid_back as materialized (
      select *, order_management.share_left(amount, pieces, 0, pieces_back, amount - goodwill) as returned from made
    ), cancelled as materialized (
      select *, order_management.share_left(amount, pieces, pieces_back, pieces - pieces_back, amount - goodwill - returned) as rest
      from paid_back
    )
    select n from cancelled
    where returned < 0 or rest < 0 or goodwill + returned + rest > amount
      -- Without goodwill nothing is left over; with it, what is left is at most that.
      or amount - returned - rest > goodwill`);

  expect(wrong).toEqual([]);
}, 120_000);
