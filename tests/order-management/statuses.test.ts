/** The status axes follow payments, parcels and returns by themselves. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { anOrder, aShop, insert, ship, split } from "./shop";

const axesOf = (db: TestDatabase, order: number) =>
  db.row(
    "select status, payment_status, fulfillment_status, aftersale_status from public.orders where id = $1",
    order,
  );

const pay = (db: TestDatabase, order: number, payment: { amount: string; state?: string }) =>
  insert(db, "payments", { order_id: order, method: "alipay", state: "succeeded", ...payment });

const deliver = (db: TestDatabase, parcel: number) =>
  insert(db, "tracking_events", { shipment_id: parcel, code: "delivered" });

describe("payment", () => {
  it(
    "S30 paid in two parts by two methods: pending, partial, paid",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db), { lifecycle: "pending_review" });

      expect(await axesOf(db, order)).toMatchObject({ status: "to_pay", payment_status: "unpaid" });
      await pay(db, order, { amount: "100.10" });
      expect(await axesOf(db, order)).toMatchObject({ status: "to_pay", payment_status: "partial" });
      const rest = await insert(db, "payments", { order_id: order, method: "wechat", amount: "179.90" });
      expect(await axesOf(db, order)).toMatchObject({ payment_status: "partial" });
      await db.query("update public.payments set state = 'succeeded' where id = $1", rest);

      expect(await axesOf(db, order)).toMatchObject({ status: "paid", payment_status: "paid" });
      expect(
        await db.row(
          "select paid_total, paid_at is not null as has_time from public.orders where id = $1",
          order,
        ),
      ).toEqual({ paid_total: "280.00", has_time: true });
    }),
  );

  it(
    "S30 counts neither pending nor failed payments, and names what is too much",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      await pay(db, order, { amount: "280", state: "failed" });
      await pay(db, order, { amount: "280", state: "pending" });

      expect(await axesOf(db, order)).toMatchObject({ payment_status: "unpaid" });
      await pay(db, order, { amount: "280.01" });
      expect(await axesOf(db, order)).toMatchObject({ payment_status: "overpaid" });
    }),
  );

  it(
    "S37 pays back in parts, and never more than was paid",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      await pay(db, order, { amount: "280" });
      const refund = (amount: string) => insert(db, "refunds", { order_id: order, amount, state: "done" });

      await refund("90");
      expect(await axesOf(db, order)).toMatchObject({ payment_status: "partially_refunded" });
      await expect(refund("190.01")).rejects.toThrow("refunds_never_exceed_payments");
      await refund("190");
      expect(await axesOf(db, order)).toMatchObject({ payment_status: "refunded" });
    }),
  );

  it(
    "S30 what was received or paid back stays so",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      const payment = await pay(db, order, { amount: "280" });

      await expect(
        db.query("update public.payments set state = 'failed' where id = $1", payment),
      ).rejects.toThrow("settled");
    }),
  );
});

describe("fulfilment", () => {
  it(
    "S60 S61 two parcels: partially shipped, shipped, delivered only when both are",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      const [shirts = 0, shoes = 0] = await split(db, order, [shop.north, shop.south]);

      expect(await axesOf(db, order)).toMatchObject({ status: "to_ship", fulfillment_status: "unfulfilled" });
      const first = await ship(db, shop, shirts);
      expect(await axesOf(db, order)).toMatchObject({
        status: "partially_shipped",
        fulfillment_status: "partial",
      });
      expect(await db.value("select status from public.fulfillment_orders where id = $1", shoes)).toBe(
        "released",
      );
      await deliver(db, first);
      expect(await axesOf(db, order)).toMatchObject({ status: "partially_shipped" });
      const second = await ship(db, shop, shoes);
      expect(await axesOf(db, order)).toMatchObject({
        status: "shipped",
        fulfillment_status: "partially_delivered",
      });
      await deliver(db, second);

      expect(await axesOf(db, order)).toMatchObject({ status: "delivered", fulfillment_status: "delivered" });
      expect(await db.value("select status from public.fulfillment_orders where id = $1", shoes)).toBe(
        "delivered",
      );
    }),
  );

  it(
    "S60 a parcel that is taken back makes its sub-order packed again",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      const [shirts = 0] = await split(db, order, [shop.north, shop.south]);
      const parcel = await ship(db, shop, shirts);

      await db.query("update public.shipments set is_void = true where id = $1", parcel);

      expect(await axesOf(db, order)).toMatchObject({ status: "to_ship", fulfillment_status: "unfulfilled" });
      expect(await db.value("select status from public.fulfillment_orders where id = $1", shirts)).toBe(
        "packed",
      );
    }),
  );

  it(
    "S60 nothing is shipped twice",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      const [shirts = 0] = await split(db, order, [shop.north, shop.south]);
      await ship(db, shop, shirts);

      await expect(ship(db, shop, shirts)).rejects.toThrow("shipped_is_within_planned");
    }),
  );
});

describe("after-sales", () => {
  it(
    "S34 open while a return runs, then returned as far as goods arrived",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      for (const part of await split(db, order, [shop.north, shop.south])) await ship(db, shop, part);
      const back = await insert(db, "returns", { order_id: order });
      const line = await db.value("select min(id) from public.order_lines where order_id = $1", order);
      await insert(db, "return_lines", { return_id: back, order_line_id: line, qty: 1 });
      const move = (state: string) =>
        db.query("update public.returns set state = $2 where id = $1", back, state);

      expect(await axesOf(db, order)).toMatchObject({ aftersale_status: "open" });
      await move("received");
      expect(await db.value("select qty_returned from public.order_lines where id = $1", line)).toBe(1);
      await move("closed");

      expect(await axesOf(db, order)).toMatchObject({ aftersale_status: "partially_returned" });
    }),
  );

  it(
    "S35 a rejected return leaves no trace on the order",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      const back = await insert(db, "returns", { order_id: order });

      await db.query("update public.returns set state = 'rejected' where id = $1", back);

      expect(await axesOf(db, order)).toMatchObject({ aftersale_status: "none" });
    }),
  );
});

it(
  "S15 the single label names every stage",
  inRollback(async (db) => {
    const shop = await aShop(db);
    const labelIn = async (lifecycle: string) =>
      (await axesOf(db, await anOrder(db, shop, { lifecycle }))).status;

    expect(await labelIn("draft")).toBe("draft");
    expect(await labelIn("pending_review")).toBe("to_pay");
    expect(await labelIn("confirmed")).toBe("to_ship");
    expect(await labelIn("processing")).toBe("to_ship");
    expect(await labelIn("cancelled")).toBe("cancelled");
    const past = await insert(db, "orders", { channel_id: shop.channel, lifecycle: "completed" });
    expect((await axesOf(db, past)).status).toBe("completed");
  }),
);
