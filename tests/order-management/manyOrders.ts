/** Many paid orders at once, written as an import would write them. */
import type { TestDatabase } from "../support/TestDatabase";
import type { Shop } from "./shop";

export interface ManyOrders {
  count: number;
  /** Goods that the lines are drawn from; every order has `lines` of them at most. */
  skus: number[];
  lines?: number;
  /** Most pieces of a line. */
  pieces?: number;
  currency?: string;
  /** Buyers that they belong to in turn; by default the one of the shop. */
  customers?: number[];
}

/** Answers the ids, in order. Prices, discounts, fees and taxes are random. */
export async function manyOrders(db: TestDatabase, shop: Shop, wanted: ManyOrders): Promise<number[]> {
  const { count, skus, lines = 1, pieces = 1, currency = "CNY", customers = [shop.customer] } = wanted;
  const rows = await db.query<{ id: number }>(
    `insert into public.orders (channel_id, customer_id, external_no, currency, ship_name, ship_phone, ship_country,
       ship_province, ship_city, ship_district, ship_street, ship_zip)
     select $1, ($4::bigint[])[1 + n % cardinality($4::bigint[])], gen_random_uuid(), $3, '张三丰', '13812345678', 'CN',
       '浙江省', '杭州市', '西湖区', '文三路 100 号', '310012'
     from generate_series(1, $2::integer) as n returning id`,
    shop.channel,
    count,
    currency,
    customers,
  );
  const ids = rows.map(({ id }) => id);
  await db.query(
    `insert into public.order_lines
       (order_id, line_no, sku_id, title, qty, unit_price, discount_share, shipping_share, tax)
     select order_id, n, ($2::bigint[])[1 + (order_id + n) % cardinality($2::bigint[])], 'Line ' || n, qty, price,
       trunc((qty * price * random() / 3)::numeric, digits), trunc((random() * 2000)::numeric / 100, digits),
       trunc((qty * price * random() / 8)::numeric, digits)
     from (
       select l.*, trunc((1 + power(random(), 3) * 3000)::numeric, digits) as price
       from (
         select order_id, n, 1 + floor(random() * $4)::integer as qty, public.currency_decimals($5) as digits
         from unnest($1::bigint[]) as order_id cross join generate_series(1, $3::integer) as n
         where n = 1 or random() < 0.6
       ) as l
     ) as l`,
    ids,
    skus,
    lines,
    pieces,
    currency,
  );
  for (const step of ["pending_review", "confirmed"]) {
    await db.query("update public.orders set lifecycle = $2 where id = any ($1)", ids, step);
  }
  await db.query(
    `insert into public.payments (order_id, method, amount, state, currency)
     select id, 'alipay', grand_total, 'succeeded', currency from public.orders where id = any ($1)`,
    ids,
  );
  return ids;
}
