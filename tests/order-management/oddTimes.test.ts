/** Days that begin elsewhere, that are an hour longer or shorter, and the last second of them. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aSplitOrder, shipPart } from "./fulfilling";
import { aShop, anOrder, insert } from "./shop";
import { paidOrder, plan, receive } from "./splitting";

/** Nearly a whole day apart: somewhere it is already tomorrow. */
const ends = ["Pacific/Kiritimati", "Pacific/Niue"];

describe("clocks and zones", () => {
  it.each(ends)(
    "S59 what is available from today on leaves today, also where it is another day (%s)",
    async (zone) =>
      inRollback(async (db) => {
        const shop = await aShop(db);
        await db.query("update public.channels set time_zone = $2 where id = $1", shop.channel, zone);
        await receive(db, [shop.north, shop.shirt], 9);
        await receive(db, [shop.north, shop.shoe], 9);
        const order = await paidOrder(db, shop);
        await db.query(
          `update public.order_lines set available_on = (now() at time zone $2)::date + (line_no - 1) where order_id = $1`,
          order,
          zone,
        );

        const { parts } = await plan(db, order);

        expect(parts.map(({ lines, reasons }) => [lines.map(({ line_no }) => line_no), reasons])).toEqual([
          [[1], ["one_place_has_all"]],
          [[2], ["not_before_its_day", "one_place_has_all"]],
        ]);
      })(),
  );

  it.each(["UTC", "America/New_York"])(
    "S25 an order is completed to the second so many days after its last delivery (%s)",
    async (zone) =>
      inRollback(async (db) => {
        await db.query("select set_config('timezone', $1, true)", zone);
        const shop = await aShop(db);
        await db.query("update public.channels set complete_after_days = 10 where id = $1", shop.channel);
        const { order, parts } = await aSplitOrder(db, shop);
        for (const part of parts) await shipPart(db, shop, part);
        const deliver = (late: string) =>
          db.query(
            `update public.shipments set shipped_at = now() - interval '300 hours',
               delivered_at = now() - interval '240 hours' + $2::interval where order_id = $1`,
            order,
            late,
          );
        const completed = async () => {
          await db.call("order_management.complete_orders");
          return db.value("select lifecycle from public.orders where id = $1", order);
        };

        await deliver("1 second");
        expect(await completed()).toBe("processing");
        await deliver("0 seconds");
        expect(await completed()).toBe("completed");
      })(),
  );

  it(
    "S71 a day that lost or gained an hour has its orders from its first to its last second",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await db.query("update public.channels set time_zone = 'America/New_York' where id = $1", shop.channel);
      // Clocks go forward on 8 March 2026 and back on 1 November.
      const moments = [
        "2026-03-07 23:59:59",
        "2026-03-08 00:00:00",
        "2026-03-08 23:59:59",
        "2026-03-09 00:00:00",
      ];
      const autumn = [
        "2026-10-31 23:59:59",
        "2026-11-01 00:00:00",
        "2026-11-01 23:59:59",
        "2026-11-02 00:00:00",
      ];
      for (const moment of [...moments, ...autumn]) {
        const order = await anOrder(db, shop, { lines: [{ sku: shop.shirt, qty: 1, price: "10" }] });
        await db.query(
          "update public.orders set placed_at = $2::timestamp at time zone 'America/New_York' where id = $1",
          order,
          moment,
        );
      }
      const sales = (since: string, until: string) =>
        db.query(
          "select period::text, orders::int, goods::float from public.report_sales($1, $2, 'day', array[$3::bigint])",
          since,
          until,
          shop.channel,
        );

      expect(await sales("2026-03-07", "2026-03-09")).toEqual([
        { period: "2026-03-07", orders: 1, goods: 10 },
        { period: "2026-03-08", orders: 2, goods: 20 },
        { period: "2026-03-09", orders: 1, goods: 10 },
      ]);
      expect(await sales("2026-10-31", "2026-11-02")).toEqual([
        { period: "2026-10-31", orders: 1, goods: 10 },
        { period: "2026-11-01", orders: 2, goods: 20 },
        { period: "2026-11-02", orders: 1, goods: 10 },
      ]);
    }),
  );

  it(
    "S41 a time limit of 48 hours is 48 hours, whatever the clocks do meanwhile",
    inRollback(async (db) => {
      await db.query("select set_config('timezone', 'Europe/Berlin', true)");
      const shop = await aShop(db);
      const complaint = await insert(db, "complaints", {
        channel_id: shop.channel,
        customer_id: shop.customer,
        type: "delivery",
        subject: "Where is it?",
        created_at: "2026-03-28T12:00:00Z",
      });

      expect(
        await db.value(
          "select due_at = timestamptz '2026-03-30 12:00:00+00' from public.complaints where id = $1",
          complaint,
        ),
      ).toBe(true);
    }),
  );
});
