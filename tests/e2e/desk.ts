/** Orders of known content for the browser journeys, beside the demo data. */
import { randomBytes, randomInt } from "node:crypto";
import { anOrder, aShop, committed, type Shop } from "../order-management/shop";
import { sql } from "../support/sql";

export interface Desk {
  shop: Shop;
  /** Unique start of every recipient's name, so that a search finds exactly these orders. */
  recipient: string;
  /** Telephone of all recipients, unique as well. */
  phone: string;
  /** Ids and numbers of the orders, the oldest first. */
  orders: number[];
  numbers: string[];
}

/** A shop with so many orders, whose recipients are called "诸葛<tag>亮 1", "诸葛<tag>亮 2" … */
export async function aDesk(count: number): Promise<Desk> {
  const recipient = `诸葛${randomBytes(3).toString("hex")}亮`;
  const phone = `139${String(randomInt(100_000_000)).padStart(8, "0")}`;
  return committed(async (db) => {
    const shop = await aShop(db);
    const desk: Desk = { shop, recipient, phone, orders: [], numbers: [] };
    for (let index = 1; index <= count; index++) {
      const order = await anOrder(db, shop);
      const { order_no } = await db.row(
        `update public.orders
         set ship_name = $2, ship_phone = $3, placed_at = now() - make_interval(mins => $4)
         where id = $1 returning order_no`,
        order,
        `${recipient} ${index}`,
        phone,
        count - index,
      );
      desk.orders.push(order);
      desk.numbers.push(String(order_no));
    }
    return desk;
  });
}

/** One order of such a desk. */
export async function anOrderOnDesk(): Promise<{
  order: number;
  number: string;
  phone: string;
  recipient: string;
}> {
  const { orders, numbers, phone, recipient } = await aDesk(1);
  return { order: orders[0] ?? 0, number: numbers[0] ?? "", phone, recipient: `${recipient} 1` };
}

export async function rename(order: number | undefined, name: string): Promise<void> {
  await sql.query("update public.orders set ship_name = $2 where id = $1", [order, name]);
}

/** A column of an order as it stands in the database. */
export async function stored(order: number, column: string): Promise<unknown> {
  const { rows } = await sql.query<{ value: unknown }>(
    `select ${column} as value from public.orders where id = $1`,
    [order],
  );
  return rows[0]?.value;
}
