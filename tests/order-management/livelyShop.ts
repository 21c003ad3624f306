/** A shop whose orders go on by themselves when they are paid: shirts lie in the north, shoes in the south. */
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, type Shop } from "./shop";
import { receive } from "./splitting";

export const aLivelyShop = () =>
  committed(async (db) => {
    const made = await aShop(db);
    await receive(db, [made.north, made.shirt], 100);
    await receive(db, [made.south, made.shoe], 100);
    await db.query(
      "update public.channels set confirms_when_paid = true, splits_when_paid = true where id = $1",
      made.channel,
    );
    return made;
  });

export const waitingOrder = (shop: Shop) =>
  committed((db) => anOrder(db, shop, { lifecycle: "pending_review" }));

export const pay = (order: number, amount = "280") =>
  committed((db) =>
    insert(db, "payments", { order_id: order, method: "alipay", amount, state: "succeeded" }),
  );

export async function startedOrder(shop: Shop): Promise<number> {
  const order = await waitingOrder(shop);
  await pay(order);
  return order;
}

/** The first row of a query about an order. */
export const rowOf = async (order: number, query: string) =>
  (await sql.query<Record<string, unknown>>(query, [order])).rows[0];

export const stateOf = (order: number) =>
  rowOf(
    order,
    `select o.lifecycle, o.fulfillment_status,
       (select count(*)::int from public.fulfillment_orders as f where f.order_id = o.id and not f.is_superseded) as parts
     from public.orders as o where o.id = $1`,
  );

export async function partsOf(order: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    "select id::int from public.fulfillment_orders where order_id = $1 and not is_superseded order by seq",
    [order],
  );
  return rows.map(({ id }) => id);
}
