/** Two orders and all that hangs on them: one leaves from both warehouses, the other only from the south. */
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, ship, split, type Shop } from "./shop";

export interface World extends Shop {
  /** Leaves from both warehouses; its shirts have been shipped. */
  order: number;
  /** Leaves from the south alone. */
  southern: number;
  /** The sub-orders of `order`. */
  shirts: number;
  shoes: number;
  parcel: number;
  southernPart: number;
  southernParcel: number;
  /** Waits to be confirmed by finance. */
  payment: number;
  refund: number;
  back: number;
  complaint: number;
}

export function aWorld(): Promise<World> {
  return committed(async (db) => {
    const shop = await aShop(db);
    for (const [place, sku] of [
      [shop.north, shop.shirt],
      [shop.south, shop.shoe],
    ]) {
      await insert(db, "stock_movements", {
        warehouse_id: place,
        sku_id: sku,
        qty: 50,
        kind: "receive",
        unit_cost: "40",
      });
    }
    const order = await anOrder(db, shop);
    const [shirts = 0, shoes = 0] = await split(db, order, [shop.north, shop.south]);
    const southern = await anOrder(db, shop, { lines: [{ sku: shop.shoe, qty: 1, price: "99" }] });
    const [southernPart = 0] = await split(db, southern, [shop.south]);
    await insert(db, "payments", { order_id: order, method: "alipay", amount: "200", state: "succeeded" });
    return {
      ...shop,
      order,
      southern,
      shirts,
      shoes,
      parcel: await ship(db, shop, shirts),
      southernPart,
      southernParcel: await ship(db, shop, southernPart),
      payment: await insert(db, "payments", { order_id: order, method: "wechat", amount: "80" }),
      refund: await insert(db, "refunds", { order_id: order, amount: "10" }),
      back: await insert(db, "returns", { order_id: order, warehouse_id: shop.north }),
      complaint: await insert(db, "complaints", {
        order_id: order,
        customer_id: shop.customer,
        type: "delivery",
        subject: "Where is it?",
      }),
    };
  });
}

/** A signed-in warehouse clerk of these warehouses only. */
export async function aWarehouseClerk(warehouses: number[]): Promise<Member> {
  const member = await aMember({ roles: ["warehouse"] });
  await sql.query(
    `insert into config.member_values (member_id, variable_key, record_id)
     select $1, 'my_warehouses', id from unnest($2::bigint[]) as id`,
    [member.id, warehouses],
  );
  return member;
}
