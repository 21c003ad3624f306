/** Money without decimals, and a warehouse that closes between looking and doing. */
import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, type Member } from "../support/members";
import type { TestDatabase } from "../support/TestDatabase";
import { aShop, committed } from "./shop";
import { fieldOf } from "./fieldOf";
import { manyOrders } from "./manyOrders";
import { apply, paidOrder, plan, receive } from "./splitting";

describe("a currency without decimals", () => {
  let finance: Member;
  let order: number;
  let line: number;

  beforeAll(async () => {
    finance = await aMember({ roles: ["finance"] });
    [order, line] = await committed(async (db) => {
      const made = await aShop(db);
      for (const place of [made.north, made.south]) await receive(db, [place, made.shirt], 2);
      const [id = 0] = await manyOrders(db, made, { count: 1, skus: [made.shirt], currency: "JPY" });
      // Three pieces at amounts that three do not divide.
      await db.query("set constraints all deferred");
      await db.query("delete from public.payments where order_id = $1", id);
      await db.query(
        "update public.order_lines set qty = 3, unit_price = 333, discount_share = 100, shipping_share = 500, tax = 80 where order_id = $1",
        id,
      );
      await db.query(
        `update public.orders set goods_total = 999, discount_total = 100, shipping_total = 500, tax_total = 80, grand_total = 1479
         where id = $1`,
        id,
      );
      await db.query(
        "insert into public.payments (order_id, method, amount, state, currency) values ($1, 'alipay', 1479, 'succeeded', 'JPY')",
        id,
      );
      const lineId = await db.value("select id from public.order_lines where order_id = $1", id);
      return [id, Number(lineId)] as const;
    });
  });

  it("S37 S59 is split into whole amounts that add up", async () => {
    await committed((db) => apply(db, order));

    const { rows } = await finance.rest(
      `/fulfillment_orders?order_id=eq.${order}&select=warehouse_id,goods,discount,shipping,tax,total&order=seq`,
    );

    expect(rows).toHaveLength(2);
    const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0);
    expect(["goods", "discount", "shipping", "tax", "total"].map(sum)).toEqual([999, 100, 500, 80, 1479]);
    expect(
      rows.flatMap((row) => Object.values(row)).every((amount) => Number.isInteger(Number(amount))),
    ).toBe(true);
  });

  it("S37 S98 is paid back and billed in whole amounts, and in no others", async () => {
    const pieces = await finance.rpc("request_refund", {
      order_id: order,
      reason: "odd",
      lines: [{ line, qty: 1 }],
    });
    const rest = await finance.rpc("request_refund", {
      order_id: order,
      reason: "odd",
      lines: [{ line, qty: 2 }],
    });
    const refused = await Promise.all([
      finance.rpc("request_refund", { order_id: order, reason: "odd", amount: 0.5 }),
      finance.rpc("issue_invoice", { order_id: order, title: "奇", amount: 10.5 }),
      finance.rpc("receive_payment", { order_id: order, method: "cash", amount: 1.01 }),
    ]);
    const bill = await finance.rpc("issue_invoice", { order_id: order, title: "奇" });

    const amounts = [pieces, rest].map((answer) => Number(fieldOf(answer, "amount")));
    expect(amounts.every(Number.isInteger)).toBe(true);
    expect(amounts.reduce((sum, amount) => sum + amount)).toBe(979);
    expect(refused.map(({ status, reason }) => [status, reason])).toEqual(
      refused.map(() => [400, "invalid_amount"]),
    );
    expect(bill.body).toMatchObject({ amount: 1479 });
  });
});

describe("a warehouse that closes", () => {
  const close = (db: TestDatabase, warehouse: number) =>
    db.query("update public.warehouses set is_active = false where id = $1", warehouse);
  const attempt = (db: TestDatabase, operation: string, ...values: unknown[]) =>
    db.call(`public.${operation}`, ...values).catch((error: unknown) => String(error));

  it(
    "S59 S88 between plan and split: the order leaves from elsewhere, or waits",
    inRollback(async (db) => {
      const shop = await aShop(db);
      for (const place of [shop.north, shop.south]) await receive(db, [place, shop.shirt], 9);
      await receive(db, [shop.north, shop.shoe], 9);
      const order = await paidOrder(db, shop);

      const planned = await plan(db, order);
      await close(db, shop.north);
      const done = await apply(db, order);

      expect(planned.parts.map(({ warehouse }) => warehouse)).toEqual([shop.north]);
      expect(done.parts.map(({ kind, warehouse }) => [kind, warehouse])).toEqual([
        ["warehouse", shop.south],
        ["backorder", null],
      ]);
      await db.query("set constraints all immediate");
    }),
  );

  it(
    "S56 S88 after the split: nothing is handed to it, and the order can be split anew",
    inRollback(async (db) => {
      const shop = await aShop(db);
      for (const place of [shop.north, shop.south]) {
        for (const sku of [shop.shirt, shop.shoe]) await receive(db, [place, sku], 9);
      }
      const order = await paidOrder(db, shop);
      await apply(db, order);
      const part = await db.value("select id from public.fulfillment_orders where order_id = $1", order);
      await close(db, shop.north);

      expect(await attempt(db, "release_sub_order", part)).toContain("not active");
      expect(await attempt(db, "receive_goods", shop.north, shop.shirt, 1)).toContain("not active");
      await db.call("public.undo_split", order);
      const { parts } = await apply(db, order);
      expect(parts.map(({ warehouse }) => warehouse)).toEqual([shop.south]);
      expect(
        await db.query(
          "select reserved from public.stock where warehouse_id = $1 and reserved > 0",
          shop.north,
        ),
      ).toEqual([]);
    }),
  );
});
