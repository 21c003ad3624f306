/** Paid orders of three lines over five warehouses of their own, and what was made of them is removed again. */
import pg from "pg";

const orders = 4000;

/** Two of the five have each of the goods, so that most orders leave in two parts. */
const fixture = [
  `insert into public.channels (code, platform, shop_name) values ('bench-work', 'manual', 'Bench')`,
  `insert into public.carriers (code, name) values ('bench-work', 'Bench')`,
  `insert into public.warehouses (code, name) select 'WORK-' || i, 'Work ' || i from generate_series(1, 5) as i`,
  `insert into public.skus (sku_code, name, price, cost) select 'WORK-' || i, 'Goods ' || i, 20, 5
   from generate_series(1, 1000) as i`,
  `insert into public.stock (warehouse_id, sku_id, on_hand)
   select w.id, s.id, case when (w.id + s.id) % 5 < 2 then 100000 else 0 end
   from public.warehouses as w, public.skus as s where w.code like 'WORK-%' and s.sku_code like 'WORK-%'`,
  `insert into public.orders (channel_id, external_no, lifecycle, goods_total, grand_total, paid_total, paid_at,
     ship_name, ship_phone, ship_country, ship_province, ship_city, ship_street)
   select c.id, 'W' || i, 'confirmed', 60, 60, 60, now(), '王', '13', 'CN', '浙江省', '杭州市', '演示路'
   from public.channels as c, generate_series(1, ${orders}) as i where c.code = 'bench-work'`,
  `insert into public.order_lines (order_id, line_no, sku_id, title, qty, unit_price)
   select o.id, n, (select min(id) from public.skus where sku_code like 'WORK-%') + (o.id * 7 + n * 331) % 1000,
     'Goods', 1, 20
   from public.orders as o join public.channels as c on c.id = o.channel_id, generate_series(1, 3) as n
   where c.code = 'bench-work'`,
  "analyze public.stock",
];

const ours =
  "(select o.id from public.orders as o join public.channels as c on c.id = o.channel_id where c.code = 'bench-work')";
const goods = "(select id from public.skus where sku_code like 'WORK-%')";
const removal = [
  `delete from public.shipment_items where order_id in ${ours}`,
  ...["reservations", "stock_movements", "stock", "stock_alerts"].map(
    (table) => `delete from public.${table} where sku_id in ${goods}`,
  ),
  ...["shipments", "fulfillment_lines", "fulfillment_orders", "order_events", "outbox", "order_lines"].map(
    (table) => `delete from public.${table} where order_id in ${ours}`,
  ),
  "delete from public.orders where channel_id = (select id from public.channels where code = 'bench-work')",
  "delete from public.skus where sku_code like 'WORK-%'",
  "delete from public.warehouses where code like 'WORK-%'",
  "delete from public.channels where code = 'bench-work'",
  "delete from public.carriers where code = 'bench-work'",
];

async function withoutTriggers(adminUrl: string, statements: string[]): Promise<void> {
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    await db.query("set session_replication_role = replica");
    for (const statement of statements) await db.query(statement);
  } finally {
    await db.end();
  }
}

/** @param work is given the orders that may be split, each once */
export async function withWork(adminUrl: string, work: (ids: number[]) => Promise<void>): Promise<void> {
  await withoutTriggers(adminUrl, removal);
  await withoutTriggers(adminUrl, fixture);
  const db = new pg.Client({ connectionString: adminUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string }>(
      `select id from public.orders where id in ${ours} order by id`,
    );
    await work(rows.map(({ id }) => Number(id)));
  } finally {
    await db.end();
    await withoutTriggers(adminUrl, removal);
  }
}
