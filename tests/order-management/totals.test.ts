/** Amounts add up, whoever writes them: lines to orders, sub-orders to orders. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { refusal } from "./refusal";
import { anOrder, aShop, insert, split } from "./shop";

/** What would happen at commit. */
const settle = (db: TestDatabase) => db.query("set constraints all immediate");

const totals =
  "select goods_total, discount_total, shipping_total, tax_total, grand_total from public.orders";

describe("totals of an order", () => {
  it(
    "S30 a draft follows its lines",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop, { lifecycle: "draft" });

      expect(await db.row(`${totals} where id = $1`, order)).toEqual({
        goods_total: "300.00",
        discount_total: "30.00",
        shipping_total: "10.00",
        tax_total: "0.00",
        grand_total: "280.00",
      });
      await db.query("delete from public.order_lines where order_id = $1 and line_no = 2", order);
      await settle(db);

      expect(await db.row(`${totals} where id = $1`, order)).toMatchObject({ grand_total: "186.67" });
    }),
  );

  it.each([
    [
      "a total is changed alone",
      "update public.orders set goods_total = 301, grand_total = 281 where id = $1",
    ],
    [
      "a line is added",
      "insert into public.order_lines (order_id, line_no, title, qty, unit_price) values ($1, 9, 'x', 1, 1)",
    ],
    [
      "a line is changed",
      "update public.order_lines set tax = tax + 0.01 where order_id = $1 and line_no = 1",
    ],
    ["a line is deleted", "delete from public.order_lines where order_id = $1 and line_no = 1"],
  ])("S30 the commit is refused when %s", async (_, change) => {
    await inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      await settle(db);
      await db.query("set constraints all deferred");

      await db.query(change, order);

      expect(await refusal(settle(db))).toMatchObject({ code: "23514", reason: "totals_do_not_match_lines" });
    })();
  });

  it(
    "S30 lines and totals may change together",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));

      await db.query("update public.order_lines set tax = 1.11 where order_id = $1 and line_no = 1", order);
      await db.query("update public.orders set tax_total = 1.11, grand_total = 281.11 where id = $1", order);

      await settle(db);
    }),
  );

  it.each([
    ["grand_total_adds_up", { grand_total: "1" }],
    ["goods_total_is_not_negative", { goods_total: "-1", grand_total: "-1" }],
    ["refunds_never_exceed_payments", { refunded_total: "1" }],
    ["currency_is_an_iso_code", { currency: "yuan" }],
    ["lifecycle_is_known", { lifecycle: "gone" }],
  ])("S30 refuses an order against %s", async (constraint, values) => {
    await inRollback(async (db) => {
      const shop = await aShop(db);

      await expect(insert(db, "orders", { channel_id: shop.channel, ...values })).rejects.toMatchObject({
        code: "23514",
        constraint,
      });
    })();
  });

  it.each([
    ["quantity_is_positive", { qty: 0 }],
    ["price_is_not_negative", { unit_price: "-1" }],
    ["whole_discount_is_within_goods", { unit_price: "1", line_discount: "2.01" }],
    ["shipped_is_within_ordered", { qty_shipped: 3 }],
    ["delivered_and_returned_are_within_shipped", { qty_returned: 1 }],
  ])("S30 refuses a line against %s", async (constraint, values) => {
    await inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db), { lifecycle: "draft" });
      const line = { order_id: order, line_no: 9, title: "x", qty: 2, ...values };

      await expect(insert(db, "order_lines", line)).rejects.toMatchObject({ code: "23514", constraint });
    })();
  });

  it(
    "S78 takes lines without price and without a known SKU",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));

      await insert(db, "order_lines", {
        order_id: order,
        line_no: 9,
        title: "gift",
        qty: 3,
        external_sku: "?",
      });

      await settle(db);
    }),
  );
});

describe("parts of an order", () => {
  it(
    "S59 sub-orders add up to their order in every component",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);

      const parts = await split(db, order, [shop.north, shop.south]);
      await settle(db);

      expect(
        await db.query(
          "select goods, discount, shipping, tax, total from public.fulfillment_orders where id = any ($1) order by seq",
          parts,
        ),
      ).toEqual([
        { goods: "200.00", discount: "20.00", shipping: "6.67", tax: "0.00", total: "186.67" },
        { goods: "100.00", discount: "10.00", shipping: "3.33", tax: "0.00", total: "93.33" },
      ]);
    }),
  );

  it.each([
    ["a part is missing", "delete from public.fulfillment_orders where order_id = $1 and seq = 2"],
    [
      "a cent is lost",
      "update public.fulfillment_lines set discount = discount + 0.01 where order_id = $1 and qty = 1",
    ],
    [
      "a part no longer counts",
      "update public.fulfillment_orders set is_superseded = true where order_id = $1 and seq = 1",
    ],
  ])("S59 the commit is refused when %s", async (_, change) => {
    await inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      await split(db, order, [shop.north, shop.south]);
      await settle(db);
      await db.query("set constraints all deferred");

      await db.query(change, order);

      expect(await refusal(settle(db))).toMatchObject({ code: "23514", reason: "parts_do_not_match_order" });
    })();
  });

  it(
    "S59 sub-orders never hold more than was ordered, nor lines of another order",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      const [shirts] = await split(db, order, [shop.north, shop.south]);
      const other = await anOrder(db, shop);
      const lineOf = (id: number) =>
        db.value("select id from public.order_lines where order_id = $1 and line_no = 2", id);
      const add = async (id: number) =>
        insert(db, "fulfillment_lines", {
          fulfillment_order_id: shirts,
          order_line_id: await lineOf(id),
          qty: 1,
        });

      expect(await refusal(add(order))).toMatchObject({ code: "23514", reason: "more_planned_than_ordered" });
      expect(await refusal(add(other))).toMatchObject({ code: "23514", reason: "line_of_another_order" });
    }),
  );

  it(
    "S59 pieces that a sub-order holds are not cancelled behind its back",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const order = await anOrder(db, shop);
      const [, shoes] = await split(db, order, [shop.north, shop.south]);
      const cancel = () =>
        db.query(
          "update public.order_lines set qty_cancelled = 1 where order_id = $1 and line_no = 2",
          order,
        );

      expect(await refusal(cancel())).toMatchObject({ reason: "more_planned_than_ordered" });
      await db.query("update public.fulfillment_orders set status = 'cancelled' where id = $1", shoes);
      await cancel();

      await settle(db);
    }),
  );

  it(
    "S62 linked orders never form a circle",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const first = await anOrder(db, shop);
      const second = await anOrder(db, shop);
      const link = (from: number, to: number) =>
        insert(db, "order_links", { from_order_id: from, to_order_id: to, kind: "exchange" });

      await link(first, second);

      await expect(link(second, first)).rejects.toThrow("link_points_to_a_younger_order");
      await expect(link(first, first)).rejects.toThrow("link_points_to_a_younger_order");
    }),
  );
});
