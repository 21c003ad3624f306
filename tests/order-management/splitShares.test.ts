/** Random orders, really split, taken back and cancelled: the parts are the whole to the cent, and everything comes back. */
import { expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { atOnce } from "./atOnce";
import { manyOrders } from "./manyOrders";
import { aShop, insert } from "./shop";

/** `MONEY_ORDERS=100000` takes long: each order is split and taken back as a person would do it. */
const orders = Number(process.env.MONEY_ORDERS ?? 100);
const perRound = 50;

interface Count extends Record<string, unknown> {
  orders: number;
  parts: number;
  wrong: number;
}

/** Stock, orders and lines as they are, without what every write changes. */
const asItIs = (db: TestDatabase, shop: string) =>
  db.query(
    `select md5(coalesce(string_agg(t.row, E'\\n' order by t.row), '')) as hash from (
       select 'stock ' || s.warehouse_id || ' ' || s.sku_id || ' ' || s.on_hand || ' ' || s.reserved as row
       from public.stock as s join public.skus as k on k.id = s.sku_id where k.sku_code like '%' || $1
       union all
       select (to_jsonb(o) - 'version' - 'updated_at')::text from public.orders as o
       join public.channels as c on c.id = o.channel_id where c.code = $1
       union all
       select (to_jsonb(l) - 'updated_at')::text from public.order_lines as l join public.orders as o on o.id = l.order_id
       join public.channels as c on c.id = o.channel_id where c.code = $1
     ) as t`,
    shop,
  );

/** Runs an operation on all orders, one after the other. */
const onAll = (db: TestDatabase, ids: number[], call: string) =>
  db.query(`select count(order_management.${call}) from unnest($1::bigint[]) as id`, ids);

/** Five warehouses with random stock of a dozen goods. */
async function fillShelves(db: TestDatabase, tag: string, wanted: number): Promise<number[]> {
  const skus: number[] = [];
  for (let index = 0; index < 12; index++) {
    skus.push(await insert(db, "skus", { sku_code: `${index}-${tag}`, name: "货", cost: "1" }));
  }
  const places: number[] = [];
  for (let index = 0; index < 5; index++) {
    places.push(
      await insert(db, "warehouses", { code: `${index}-${tag}`, name: `${index}-${tag}`, priority: index }),
    );
  }
  await db.query(
    `insert into public.stock_movements (warehouse_id, sku_id, qty, kind)
     select place, sku, 1 + floor(random() * $3)::integer, 'receive'
     from unnest($1::bigint[]) as place, unnest($2::bigint[]) as sku where random() < 0.5`,
    places,
    skus,
    wanted,
  );
  return skus;
}

/** The parts against the whole, for every amount and every line. */
const compare = (db: TestDatabase, ids: number[]) =>
  db.row<Count>(
    `select count(*)::int as orders, sum(s.parts)::int as parts, (count(*) filter (where
       (o.goods_total, o.discount_total, o.shipping_total, o.tax_total, o.grand_total)
         is distinct from (s.goods, s.discount, s.shipping, s.tax, s.total)
       or s.least < 0
       or exists (
         select from public.order_lines as l
         join public.fulfillment_lines as p on p.order_line_id = l.id
         join public.fulfillment_orders as f on f.id = p.fulfillment_order_id and not f.is_superseded
         where l.order_id = o.id group by l.id
         having (l.qty, l.goods, l.line_discount + l.discount_share, l.shipping_share, l.tax)
           <> (sum(p.qty), sum(p.goods), sum(p.discount), sum(p.shipping), sum(p.tax))
           or bool_or(public.currency_decimals(o.currency) = 0
             and (p.goods, p.discount, p.shipping, p.tax) <> (trunc(p.goods), trunc(p.discount), trunc(p.shipping), trunc(p.tax)))
       )))::int as wrong
     from public.orders as o
     left join lateral (
       select count(*) as parts, sum(f.goods) as goods, sum(f.discount) as discount, sum(f.shipping) as shipping,
         sum(f.tax) as tax, sum(f.total) as total, min(least(f.goods, f.discount, f.shipping, f.tax, f.total)) as least
       from public.fulfillment_orders as f where f.order_id = o.id and not f.is_superseded
     ) as s on true
     where o.id = any ($1)`,
    ids,
  );

let parts = 0;

const round = inRollback(async (db) => {
  const shop = await aShop(db);
  const skus = await fillShelves(db, shop.tag, perRound);
  const wanted = { skus, lines: 4, pieces: 5, count: perRound / 2 };
  const ids = [
    ...(await manyOrders(db, shop, wanted)),
    ...(await manyOrders(db, shop, { ...wanted, currency: "JPY" })),
  ];
  const before = await asItIs(db, shop.tag);

  await onAll(db, ids, "apply_split(id)");
  const split = await compare(db, ids);
  await onAll(db, ids, "undo_split(id)");
  const after = await asItIs(db, shop.tag);
  await onAll(db, ids.slice(0, perRound / 5), "cancel_order(id, 'buyer', 'changed his mind')");
  const unpaid = await db.query(
    `select o.id from public.orders as o where o.id = any ($1) and o.lifecycle = 'cancelled'
       and o.paid_total <> (select sum(r.amount) from public.refunds as r where r.order_id = o.id)`,
    ids,
  );

  parts += split.parts;
  expect(split).toMatchObject({ orders: perRound, wrong: 0 });
  expect(after).toEqual(before);
  expect(unpaid).toEqual([]);
  await db.query("set constraints all immediate");
});

it(
  `S37 S59 ${orders} orders split end to the cent at their whole, and taken back everything is as before`,
  async () => {
    const startedAt = performance.now();
    const rounds = Array.from({ length: Math.ceil(orders / perRound) }, () => round);

    await atOnce(2, rounds, (one) => one());

    const seconds = (performance.now() - startedAt) / 1000;
    process.stdout.write(
      `${orders} orders in ${parts} parts, split and taken back: ${seconds.toFixed(1)} s\n`,
    );
    expect(parts).toBeGreaterThan(orders);
  },
  4 * 3_600_000,
);
