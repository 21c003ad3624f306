/** A payment starts the work: the order is confirmed, split and announced to its warehouses, once. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aLivelyShop, partsOf, pay, rowOf, startedOrder, stateOf, waitingOrder } from "./livelyShop";
import { committed, insert, ship, type Shop } from "./shop";

let shop: Shop;
let manager: Member;
let clerk: Member;

beforeAll(async () => {
  [shop, manager, clerk] = await Promise.all([
    aLivelyShop(),
    aMember({ roles: ["manager"] }),
    aMember({ roles: ["customer_service"] }),
  ]);
});

describe("a payment", () => {
  it("S54 confirms and splits the order at once, once, to the cent, and tells the warehouses", async () => {
    const order = await waitingOrder(shop);
    const begin = Date.now();

    await pay(order);

    expect(Date.now() - begin).toBeLessThan(5000);
    expect(await stateOf(order)).toMatchObject({ lifecycle: "processing", parts: 2 });
    expect(
      await rowOf(
        order,
        `select sum(f.goods) = o.goods_total and sum(f.discount) = o.discount_total and sum(f.tax) = o.tax_total
           and sum(f.shipping) = o.shipping_total and sum(f.total) = o.grand_total as adds_up,
           array_agg(f.warehouse_id::int order by f.seq) as places
         from public.orders as o join public.fulfillment_orders as f on f.order_id = o.id where o.id = $1 group by o.id`,
      ),
    ).toEqual({ adds_up: true, places: [shop.north, shop.south] });
    await pay(order, "1");
    expect(await stateOf(order)).toMatchObject({ lifecycle: "processing", parts: 2 });
    const { rows } = await sql.query(
      "select topic, count(*)::int from public.outbox where order_id = $1 group by 1 order by 1",
      [order],
    );
    expect(rows).toEqual([
      { topic: "dispatch_note", count: 2 },
      { topic: "warehouse_notice", count: 2 },
    ]);
  });

  it("S54 S60 S61 leads to partially shipped with one part, and to delivered only with both", async () => {
    const order = await startedOrder(shop);
    const [shirts = 0, shoes = 0] = await partsOf(order);

    const first = await committed((db) => ship(db, shop, shirts));
    expect(await stateOf(order)).toMatchObject({ fulfillment_status: "partial" });
    const second = await committed((db) => ship(db, shop, shoes));
    for (const [parcel, status] of [
      [first, "partially_delivered"],
      [second, "delivered"],
    ]) {
      await committed((db) => insert(db, "tracking_events", { shipment_id: parcel, code: "delivered" }));
      expect(await stateOf(order)).toMatchObject({ fulfillment_status: status });
    }
  });

  it("S54 does not start an order that is held, incomplete or to be approved; it starts when that is settled", async () => {
    const [held, gap, large] = await Promise.all([
      waitingOrder(shop),
      waitingOrder(shop),
      waitingOrder(shop),
    ]);
    await clerk.rpc("hold_order", { order_id: held, hold_reason: "address" });
    await sql.query("update public.orders set ship_street = '' where id = $1", [gap]);
    await sql.query("update public.channels set review_above = 279.99 where id = $1", [shop.channel]);
    await pay(large);
    await sql.query("update public.channels set review_above = null where id = $1", [shop.channel]);
    await Promise.all([pay(held), pay(gap)]);

    for (const order of [held, gap, large]) {
      expect(await stateOf(order)).toMatchObject({ lifecycle: "pending_review", parts: 0 });
    }
    await clerk.rpc("release_hold", { order_id: held });
    await clerk.rest(`/orders?id=eq.${gap}`, { method: "PATCH", body: { ship_street: "文三路 1 号" } });
    await manager.rpc("approve_order", { order_id: large });
    for (const order of [held, gap, large]) {
      expect(await stateOf(order)).toMatchObject({ lifecycle: "processing", parts: 2 });
    }
  });

  it("S54 leaves a split that was taken back to people", async () => {
    const order = await startedOrder(shop);

    expect((await manager.rpc("undo_split", { order_id: order })).status).toBe(200);

    expect(await stateOf(order)).toMatchObject({ lifecycle: "confirmed", parts: 0 });
    expect(
      await rowOf(order, "select count(*)::int as waiting from public.outbox where order_id = $1"),
    ).toEqual({
      waiting: 0,
    });
  });
});
