/** Splitting an order: what the plan says, what is written, what is reserved, and taking it back. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aShop, insert, ship } from "./shop";
import { apply, paidOrder, plan, receive, settle } from "./splitting";

const state = (db: TestDatabase, order: number) =>
  db.value("select fulfillment_status from public.orders where id = $1", order);

describe("an order of clothes in one warehouse and shoes in another", () => {
  it(
    "S59 becomes two sub-orders whose amounts add up to the order to the cent",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shirt], 10);
      await receive(db, [shop.south, shop.shoe], 10);
      const order = await paidOrder(db, shop);

      const planned = await plan(db, order);
      const applied = await apply(db, order);
      await settle(db);

      expect(planned.obstacle).toBeNull();
      expect(applied.parts).toEqual(planned.parts);
      expect(applied.parts.map(({ kind, warehouse, lines }) => [kind, warehouse, lines])).toMatchObject([
        ["warehouse", shop.north, [{ line_no: 1, qty: 2 }]],
        ["warehouse", shop.south, [{ line_no: 2, qty: 1 }]],
      ]);
      expect(
        await db.query(
          `select sum(f.goods) = o.goods_total and sum(f.discount) = o.discount_total
             and sum(f.shipping) = o.shipping_total and sum(f.tax) = o.tax_total and sum(f.total) = o.grand_total as adds_up,
             o.lifecycle, count(*)::int as parts
           from public.fulfillment_orders as f join public.orders as o on o.id = f.order_id
           where o.id = $1 group by o.id`,
          order,
        ),
      ).toEqual([{ adds_up: true, lifecycle: "processing", parts: 2 }]);
      expect(
        await db.query("select available from public.stock where warehouse_id = any ($1) order by sku_id", [
          shop.north,
          shop.south,
        ]),
      ).toEqual([{ available: 8 }, { available: 9 }]);
    }),
  );

  it(
    "S60 is partially shipped when one part has left, S61 delivered only when both parcels are",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shirt], 10);
      await receive(db, [shop.south, shop.shoe], 10);
      const order = await paidOrder(db, shop);
      await apply(db, order);
      const [shirts = 0, shoes = 0] = (
        await db.query<{ id: string }>(
          "select id from public.fulfillment_orders where order_id = $1 order by seq",
          order,
        )
      ).map(({ id }) => Number(id));

      const first = await ship(db, shop, shirts);
      expect(await state(db, order)).toBe("partial");
      expect(await db.value("select status from public.fulfillment_orders where id = $1", shoes)).toBe(
        "reserved",
      );

      const second = await ship(db, shop, shoes);
      expect(await state(db, order)).toBe("shipped");

      await insert(db, "tracking_events", { shipment_id: first, code: "delivered" });
      expect(await state(db, order)).toBe("partially_delivered");
      await insert(db, "tracking_events", { shipment_id: second, code: "delivered" });
      expect(await state(db, order)).toBe("delivered");
    }),
  );
});

describe("splitting", () => {
  it(
    "S59 keeps an order in one piece where one warehouse has it all",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shirt], 10);
      await receive(db, [shop.south, shop.shirt], 2);
      await receive(db, [shop.south, shop.shoe], 1);
      const order = await paidOrder(db, shop);

      expect((await apply(db, order)).parts).toMatchObject([
        { kind: "warehouse", warehouse: shop.south, reasons: ["one_place_has_all"] },
      ]);
    }),
  );

  it(
    "S59 divides a line only when no place has all of its pieces",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shirt], 4);
      await receive(db, [shop.south, shop.shirt], 3);
      const order = await paidOrder(db, shop, {
        lines: [{ sku: shop.shirt, qty: 7, price: "33.33", shipping: "1.00" }],
      });

      const { parts } = await apply(db, order);
      await settle(db);

      expect(parts.map(({ lines }) => lines[0]?.qty)).toEqual([4, 3]);
      expect(parts[0]?.reasons).toContain("no_place_has_all_pieces");
      expect(parts.reduce((sum, { total }) => sum + Math.round(total * 100), 0)).toBe(7 * 3333 + 100);
    }),
  );

  it(
    "S59 lets the supplier's lines leave first, and what must travel apart in a part of its own",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const supplier = await insert(db, "suppliers", { code: shop.tag, name: "Supplier" });
      const lamp = await insert(db, "skus", {
        sku_code: `lamp-${shop.tag}`,
        name: "灯",
        supplier_id: supplier,
        is_dropshipped: true,
      });
      const ice = await insert(db, "skus", {
        sku_code: `ice-${shop.tag}`,
        name: "冰",
        shipping_class: "cold",
      });
      await receive(db, [shop.north, shop.shirt], 5);
      await receive(db, [shop.north, ice], 5);
      const lines = [shop.shirt, lamp, ice].map((sku) => ({ sku, qty: 1, price: "10" }));
      const order = await paidOrder(db, shop, { lines });

      const { parts } = await apply(db, order);
      await settle(db);

      expect(parts.map(({ kind, lines: [line] }) => [kind, line?.line_no])).toEqual([
        ["warehouse", 1],
        ["warehouse", 3],
        ["supplier", 2],
      ]);
      expect(parts[1]?.reasons).toContain("travels_apart");
    }),
  );

  it(
    "S59 leaves from a place that serves the region, the smallest region that is named deciding",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const serve = (warehouse: number, region_code: string, is_allowed = true) =>
        insert(db, "warehouse_regions", { warehouse_id: warehouse, region_code, is_allowed });
      await serve(shop.north, "CN");
      await serve(shop.north, "CN-33", false);
      await serve(shop.south, "CN");
      for (const place of [shop.north, shop.south]) {
        await receive(db, [place, shop.shirt], 5);
        await receive(db, [place, shop.shoe], 5);
      }
      const order = await paidOrder(db, shop);
      const places = async (region: string) => {
        await db.query("update public.orders set region_code = $2 where id = $1", order, region);
        return (await plan(db, order)).parts.map(({ warehouse }) => warehouse);
      };

      expect(await places("CN-33-01")).toEqual([shop.south]);
      expect(await places("CN-31")).toEqual([shop.north]);
      expect(await places("CNX")).toEqual([null]);
    }),
  );

  it(
    "S59 takes the parts of a set from one place",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const set = await insert(db, "skus", { sku_code: `set-${shop.tag}`, name: "套装" });
      await insert(db, "sku_components", { sku_id: set, component_id: shop.shirt, qty: 2 });
      await insert(db, "sku_components", { sku_id: set, component_id: shop.shoe, qty: 1 });
      await receive(db, [shop.north, shop.shirt], 50);
      await receive(db, [shop.south, shop.shirt], 4);
      await receive(db, [shop.south, shop.shoe], 2);
      const order = await paidOrder(db, shop, { lines: [{ sku: set, qty: 2, price: "50" }] });

      expect((await apply(db, order)).parts).toMatchObject([{ warehouse: shop.south }]);
      expect(
        await db.query(
          "select available from public.stock where warehouse_id = $1 order by sku_id",
          shop.south,
        ),
      ).toEqual([{ available: 0 }, { available: 0 }]);
    }),
  );

  it.each([
    ["ship_available", ["warehouse", "backorder"], "{}"],
    ["all_or_nothing", ["backorder"], "{}"],
    ["hold", ["backorder"], "{shortage}"],
  ])("S65 %s: a shortage makes %j", (policy, kinds, holds) =>
    inRollback(async (db) => {
      const shop = await aShop(db);
      await db.query("update public.channels set split_policy = $2 where id = $1", shop.channel, policy);
      await receive(db, [shop.north, shop.shirt], 10);
      const order = await paidOrder(db, shop);

      const { parts } = await apply(db, order);
      await settle(db);

      expect(parts.map(({ kind }) => kind)).toEqual(kinds);
      expect(await db.value("select hold_reasons::text from public.orders where id = $1", order)).toBe(holds);
    })(),
  );

  it(
    "S59 is taken back, and stock is free again, until a warehouse has begun",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shirt], 10);
      await receive(db, [shop.north, shop.shoe], 10);
      const order = await paidOrder(db, shop);
      await apply(db, order);

      await db.query("select public.undo_split($1)", order);

      expect(
        await db.value("select sum(reserved) from public.stock where warehouse_id = $1", shop.north),
      ).toBe(0);
      expect((await apply(db, order)).parts).toMatchObject([{ seq: 2 }]);
      await settle(db);
      await db.query("update public.fulfillment_orders set status = 'released' where order_id = $1", order);
      await expect(db.query("select public.undo_split($1)", order)).rejects.toThrow("begun");
    }),
  );
});
