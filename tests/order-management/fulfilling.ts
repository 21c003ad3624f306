/** What the tests of fulfilment do over and over: a split order in stock, and its way out of the house. */
import type { TestDatabase } from "../support/TestDatabase";
import type { OrderLine, Shop } from "./shop";
import { apply, paidOrder, receive } from "./splitting";

export interface Started {
  order: number;
  /** Its sub-orders, by their sequence. */
  parts: number[];
}

/** A paid order, split: shirts lie in the north, shoes in the south, 20 of each. */
export async function aSplitOrder(
  db: TestDatabase,
  shop: Shop,
  options: { lines?: OrderLine[] } = {},
): Promise<Started> {
  await receive(db, [shop.north, shop.shirt], 20);
  await receive(db, [shop.south, shop.shoe], 20);
  const order = await paidOrder(db, shop, options);
  await apply(db, order);
  const rows = await db.query<{ id: string }>(
    "select id from public.fulfillment_orders where order_id = $1 and not is_superseded order by seq",
    order,
  );
  return { order, parts: rows.map(({ id }) => Number(id)) };
}

/** Runs an operation; it promises the shape of `Answer`. */
export async function run<Answer = unknown>(
  db: TestDatabase,
  name: string,
  ...values: unknown[]
): Promise<Answer> {
  const places = values.map((_, index) => `$${index + 1}`).join(", ");
  const { answer } = await db.row<{ answer: Answer }>(
    `select public.${name}(${places}) as answer`,
    ...values,
  );
  return answer;
}

/** From the office to the shelf and into a parcel; answers the parcel. */
export async function pack(db: TestDatabase, part: number): Promise<number> {
  for (const step of ["release_sub_order", "start_picking", "confirm_pick"]) await run(db, step, part);
  await run(db, "pack_parcel", part);
  return Number(
    await db.value(
      "select max(id) from public.shipments where fulfillment_order_id = $1 and not is_void",
      part,
    ),
  );
}

let sent = 0;

/** Packs and ships a sub-order; answers the parcel. */
export async function shipPart(db: TestDatabase, shop: Shop, part: number): Promise<number> {
  const parcel = await pack(db, part);
  await run(db, "ship_parcel", parcel, `T${shop.tag}${(sent += 1)}`, shop.carrier);
  return parcel;
}

export const partOf = (db: TestDatabase, part: number) =>
  db.row(
    `select status, total, warehouse_id::int as warehouse, picked_at is not null as is_picked
     from public.fulfillment_orders where id = $1`,
    part,
  );

export const shelf = (db: TestDatabase, warehouse: number, sku: number) =>
  db.row(
    "select on_hand, reserved from public.stock where (warehouse_id, sku_id) = ($1, $2)",
    warehouse,
    sku,
  );
