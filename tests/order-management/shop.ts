/** A small shop to try orders on, made by SQL as an import would; every shop has names of its own. */
import { randomBytes } from "node:crypto";
import { sql } from "../support/sql";
import { TestDatabase } from "../support/TestDatabase";

export interface Shop {
  tag: string;
  channel: number;
  customer: number;
  carrier: number;
  /** Two warehouses: `north` keeps shirts, `south` keeps shoes. */
  north: number;
  south: number;
  shirt: number;
  shoe: number;
}

export interface OrderLine {
  sku: number;
  qty: number;
  price: string;
  discount?: string;
  shipping?: string;
  tax?: string;
}

/** Runs the body in one transaction that stays. */
export async function committed<T>(body: (db: TestDatabase) => Promise<T>): Promise<T> {
  const client = await sql.connect();
  try {
    await client.query("begin");
    const result = await body(new TestDatabase(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

/** Inserts one row and returns its id. */
export async function insert(
  db: TestDatabase,
  table: string,
  values: Record<string, unknown>,
): Promise<number> {
  const columns = Object.keys(values);
  const places = columns.map((_, index) => `$${index + 1}`);
  const id = await db.value(
    `insert into public.${table} (${columns.join(", ")}) values (${places.join(", ")}) returning id`,
    ...Object.values(values),
  );
  return Number(id);
}

export async function aShop(db: TestDatabase): Promise<Shop> {
  const tag = randomBytes(4).toString("hex");
  const named = (name: string) => ({ code: `${name}-${tag}`, name: `${name} ${tag}` });
  return {
    tag,
    // Orders go on only when they are told to, so that each test sees them where it put them.
    channel: await insert(db, "channels", {
      code: tag,
      shop_name: `Shop ${tag}`,
      confirms_when_paid: false,
      splits_when_paid: false,
    }),
    customer: await insert(db, "customers", {
      name: `张三丰 ${tag}`,
      phone: "13812345678",
      email: `${tag}@example.com`,
    }),
    carrier: await insert(db, "carriers", named("carrier")),
    north: await insert(db, "warehouses", named("north")),
    south: await insert(db, "warehouses", named("south")),
    shirt: await insert(db, "skus", { sku_code: `shirt-${tag}`, name: "衬衫", cost: "40" }),
    shoe: await insert(db, "skus", { sku_code: `shoe-${tag}`, name: "鞋", cost: "120" }),
  };
}

/** The usual order: two shirts and a pair of shoes, 280.00 in all. */
export function shirtsAndShoes({ shirt, shoe }: Shop): OrderLine[] {
  return [
    { sku: shirt, qty: 2, price: "100", discount: "20.00", shipping: "6.67" },
    { sku: shoe, qty: 1, price: "100", discount: "10.00", shipping: "3.33" },
  ];
}

/** The road from a draft to each state that an order can reach before it is shipped. */
const roads: Record<string, string[]> = {
  draft: [],
  pending_review: ["pending_review"],
  confirmed: ["pending_review", "confirmed"],
  processing: ["pending_review", "confirmed", "processing"],
  cancelled: ["cancelled"],
};

/** A draft follows its lines; afterwards it goes into the lifecycle that the test wants. */
export async function anOrder(
  db: TestDatabase,
  shop: Shop,
  { lifecycle = "confirmed", lines = shirtsAndShoes(shop) } = {},
): Promise<number> {
  const order = await insert(db, "orders", {
    channel_id: shop.channel,
    customer_id: shop.customer,
    external_no: randomBytes(6).toString("hex"),
    ship_name: "张三丰",
    ship_phone: "13812345678",
    ship_country: "CN",
    ship_province: "浙江省",
    ship_city: "杭州市",
    ship_district: "西湖区",
    ship_street: "文三路 100 号",
    ship_zip: "310012",
  });
  for (const [index, line] of lines.entries()) {
    await insert(db, "order_lines", {
      order_id: order,
      line_no: index + 1,
      sku_id: line.sku,
      title: `Line ${index + 1}`,
      qty: line.qty,
      unit_price: line.price,
      discount_share: line.discount ?? "0",
      shipping_share: line.shipping ?? "0",
      tax: line.tax ?? "0",
    });
  }
  for (const step of roads[lifecycle] ?? []) {
    await db.query("update public.orders set lifecycle = $2 where id = $1", order, step);
  }
  return order;
}

/** Splits an order by line: the n-th line leaves from the n-th warehouse. Returns the sub-orders in that order. */
export async function split(db: TestDatabase, order: number, warehouses: number[]): Promise<number[]> {
  const parts: number[] = [];
  for (const [index, warehouse] of warehouses.entries()) {
    const part = await insert(db, "fulfillment_orders", {
      order_id: order,
      seq: index + 1,
      warehouse_id: warehouse,
      status: "released",
    });
    await db.query(
      `insert into public.fulfillment_lines
         (fulfillment_order_id, order_line_id, qty, goods, discount, shipping, tax)
       select $1, id, qty, goods, line_discount + discount_share, shipping_share, tax
       from public.order_lines where order_id = $2 and line_no = $3`,
      part,
      order,
      index + 1,
    );
    parts.push(part);
  }
  return parts;
}

/** Puts all of a sub-order into one parcel that has left. */
export async function ship(db: TestDatabase, shop: Shop, part: number): Promise<number> {
  const parcel = await insert(db, "shipments", {
    fulfillment_order_id: part,
    carrier_id: shop.carrier,
    tracking_no: randomBytes(6).toString("hex"),
    shipped_at: new Date().toISOString(),
  });
  await db.query(
    `insert into public.shipment_items (shipment_id, fulfillment_line_id, qty)
     select $1, id, qty from public.fulfillment_lines where fulfillment_order_id = $2`,
    parcel,
    part,
  );
  return parcel;
}
