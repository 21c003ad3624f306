/** Random shops for the reports: made here, planted in the database as an import would, all amounts in cents. */
import { randomBytes } from "node:crypto";
import { Random } from "../oracle/Random";
import type { TestDatabase } from "../support/TestDatabase";

export interface PlantedLine {
  sku: string;
  category: string;
  qty: number;
  price: number;
  discount: number;
  cancelled: number;
  returned: number;
}

export interface PlantedRefund {
  at: Date;
  isDone: boolean;
  parts: { line: number; qty: number; amount: number }[];
}

export interface PlantedOrder {
  no: string;
  at: Date;
  state: "completed" | "pending_review" | "cancelled";
  buyer: string | null;
  province: string;
  shipping: number;
  lines: PlantedLine[];
  payments: { at: Date; isReceived: boolean; amount: number }[];
  refunds: PlantedRefund[];
}

export interface PlantedShop {
  code: string;
  currency: string;
  timeZone: string;
  orders: PlantedOrder[];
}

const hour = 3_600_000;
const categories = ["shirts", "shoes", ""];
/** Clocks change within the period in three of them. */
const timeZones = ["Asia/Shanghai", "Europe/London", "America/New_York", "Pacific/Auckland"];
const start = Date.UTC(2026, 2, 1);
/** The last minute and the first one of a day, somewhere. */
const edges = [
  "2026-03-28T23:59:59Z",
  "2026-03-29T00:00:00Z",
  "2026-03-08T06:59:59Z",
  "2026-03-28T15:59:59.999Z",
];

export const goodsOf = ({ qty, price }: PlantedLine) => qty * price;
export const netOf = (line: PlantedLine) => goodsOf(line) - line.discount;
export const totalOf = ({ lines, shipping }: PlantedOrder) =>
  lines.reduce((sum, line) => sum + netOf(line), shipping);

export function aPlantedShop(seed: number): PlantedShop {
  const random = new Random(seed);
  const code = `r${randomBytes(5).toString("hex")}`;
  const orders = Array.from({ length: random.integer(0, 30) }, (_, index) =>
    aPlantedOrder(random, `${code}-${String(index)}`),
  );
  return { code, currency: random.pick(["CNY", "USD", "EUR"]), timeZone: random.pick(timeZones), orders };
}

function aPlantedOrder(random: Random, no: string): PlantedOrder {
  const at = random.percent(15)
    ? new Date(random.pick(edges))
    : new Date(start + random.integer(0, 40 * 24 * 60) * 60_000);
  const shop = no.split("-")[0] ?? "";
  const order: PlantedOrder = {
    no,
    at,
    state: random.pick(["completed", "completed", "completed", "completed", "pending_review", "cancelled"]),
    buyer: random.percent(80) ? `${shop} ${String(random.integer(1, 8))}` : null,
    province: random.pick(["浙江省", "广东省", ""]),
    shipping: random.pick([0, 0, 600]),
    lines: Array.from({ length: random.integer(1, 3) }, () => aPlantedLine(random, shop)),
    payments: [],
    refunds: [],
  };
  if (order.state !== "completed" || totalOf(order) === 0) return order;
  const paidAt = new Date(at.getTime() + random.integer(0, 72) * hour);
  const first = random.percent(30) ? Math.floor(totalOf(order) / 3) : totalOf(order);
  for (const amount of [first, totalOf(order) - first])
    if (amount > 0) order.payments.push({ at: paidAt, isReceived: true, amount });
  if (random.percent(10)) order.payments.push({ at: paidAt, isReceived: false, amount: 1 });
  if (random.percent(25)) {
    const parts = order.lines.flatMap((line, index) => {
      const qty = random.integer(1, line.qty);
      const amount = Math.floor((netOf(line) * qty) / line.qty);
      return amount > 0 ? [{ line: index, qty, amount }] : [];
    });
    const later = new Date(paidAt.getTime() + random.integer(1, 200) * hour);
    if (parts.length > 0) order.refunds.push({ at: later, isDone: random.percent(75), parts });
  }
  return order;
}

function aPlantedLine(random: Random, shop: string): PlantedLine {
  const category = random.integer(0, 2);
  const qty = random.integer(1, 5);
  const price = random.pick([0, 100, 1999, 2500, 10_000, 33_333, 50_000]);
  const cancelled = random.percent(15) ? random.integer(0, qty) : 0;
  return {
    sku: `${shop}-${String(category)}${String(random.integer(1, 3))}`,
    category: categories[category] ?? "",
    qty,
    price,
    discount: random.percent(30) ? Math.floor((qty * price) / 7) : 0,
    cancelled,
    returned: random.percent(15) ? random.integer(0, qty - cancelled) : 0,
  };
}

const money = (cents: number) => (cents / 100).toFixed(2);

/** All shops at once: a statement per table. */
export async function plant(db: TestDatabase, shops: readonly PlantedShop[]): Promise<void> {
  const tag = randomBytes(4).toString("hex");
  const put = (statement: string, rows: unknown[]) => db.query(statement, JSON.stringify(rows));
  const orders = shops.flatMap((shop) => shop.orders.map((order) => ({ shop, order })));
  const lines = orders.flatMap(({ order }) =>
    order.lines.map((line, index) => ({ ...line, no: order.no, line: index + 1, order })),
  );
  await put(
    `insert into public.channels (code, shop_name, time_zone, currency)
     select code, code, zone, currency from jsonb_to_recordset($1) as t (code text, zone text, currency text)`,
    shops.map(({ code, timeZone, currency }) => ({ code, zone: timeZone, currency })),
  );
  await put(
    `insert into public.customers (name) select distinct buyer from jsonb_to_recordset($1) as t (buyer text)
     where buyer is not null`,
    orders.map(({ order }) => ({ buyer: order.buyer })),
  );
  await db.query(
    "insert into public.products (product_code, name, category) select $1 || k, k, k from unnest($2::text[]) as k",
    tag,
    categories.filter(Boolean),
  );
  await put(
    `insert into public.skus (sku_code, name, product_id)
     select distinct on (t.sku) t.sku, t.sku, p.id from jsonb_to_recordset($1) as t (sku text, product text)
     left join public.products as p on p.product_code = t.product`,
    lines.map(({ sku, category }) => ({ sku, product: tag + category })),
  );
  await put(
    `insert into public.orders (order_no, channel_id, customer_id, currency, placed_at, lifecycle, ship_province,
       goods_total, discount_total, shipping_total, grand_total)
     select t.no, c.id, b.id, c.currency, t.at, t.state, t.province, t.goods, t.discount, t.shipping,
       t.goods - t.discount + t.shipping
     from jsonb_to_recordset($1) as t (no text, code text, buyer text, at timestamptz, state text, province text,
       goods numeric, discount numeric, shipping numeric)
     join public.channels as c on c.code = t.code left join public.customers as b on b.name = t.buyer`,
    orders.map(({ shop, order }) => ({
      ...{ no: order.no, code: shop.code, buyer: order.buyer, at: order.at, province: order.province },
      state: order.state,
      goods: money(order.lines.reduce((sum, line) => sum + goodsOf(line), 0)),
      discount: money(order.lines.reduce((sum, line) => sum + line.discount, 0)),
      shipping: money(order.shipping),
    })),
  );
  await put(
    `insert into public.order_lines (order_id, line_no, sku_id, title, qty, unit_price, line_discount, shipping_share,
       qty_cancelled, qty_shipped, qty_returned)
     select o.id, t.line, s.id, t.sku, t.qty, t.price, t.discount, t.shipping, t.cancelled, t.qty - t.cancelled, t.returned
     from jsonb_to_recordset($1) as t (no text, line int, sku text, qty int, price numeric, discount numeric,
       shipping numeric, cancelled int, returned int)
     join public.orders as o on o.order_no = t.no join public.skus as s on s.sku_code = t.sku`,
    lines.map(({ order, ...line }) => ({
      ...line,
      price: money(line.price),
      discount: money(line.discount),
      shipping: money(line.line === 1 ? order.shipping : 0),
    })),
  );
  await plantMoney(
    db,
    orders.map(({ order }) => order),
  );
}

async function plantMoney(db: TestDatabase, orders: readonly PlantedOrder[]): Promise<void> {
  await db.query(
    `insert into public.payments (order_id, method, amount, state, paid_at)
     select o.id, 'card', t.amount, t.state, t.at
     from jsonb_to_recordset($1) as t (no text, amount numeric, state text, at timestamptz)
     join public.orders as o on o.order_no = t.no`,
    JSON.stringify(
      orders.flatMap(({ no, payments }) =>
        payments.map(({ at, isReceived, amount }) => ({
          ...{ no, at, amount: money(amount), state: isReceived ? "succeeded" : "failed" },
        })),
      ),
    ),
  );
  const refunds = orders.flatMap(({ no, refunds: all }) => all.map((refund) => ({ no, refund })));
  await db.query(
    `insert into public.refunds (order_id, amount, state, done_at)
     select o.id, t.amount, t.state, t.at
     from jsonb_to_recordset($1) as t (no text, amount numeric, state text, at timestamptz)
     join public.orders as o on o.order_no = t.no`,
    JSON.stringify(
      refunds.map(({ no, refund: { at, isDone, parts } }) => ({
        ...{ no, state: isDone ? "done" : "requested", at: isDone ? at : null },
        amount: money(parts.reduce((sum, { amount }) => sum + amount, 0)),
      })),
    ),
  );
  await db.query(
    `insert into public.refund_lines (refund_id, order_line_id, qty, amount)
     select r.id, l.id, t.qty, t.amount
     from jsonb_to_recordset($1) as t (no text, line int, qty int, amount numeric)
     join public.orders as o on o.order_no = t.no join public.refunds as r on r.order_id = o.id
     join public.order_lines as l on l.order_id = o.id and l.line_no = t.line`,
    JSON.stringify(
      refunds.flatMap(({ no, refund }) =>
        refund.parts.map(({ line, qty, amount }) => ({ no, line: line + 1, qty, amount: money(amount) })),
      ),
    ),
  );
}
