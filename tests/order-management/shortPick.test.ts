/** What happens when fewer pieces lie on the shelf than the books say, and how people find what they pick. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aSplitOrder, partOf, run, shelf, shipPart } from "./fulfilling";
import { aShop, insert, shirtsAndShoes } from "./shop";
import { receive, settle } from "./splitting";

describe("a short pick", () => {
  it(
    "S65 S69: books the loss, leaves the rest as a backorder to the cent, which goes on when stock comes",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const lines = [
        { sku: shop.shirt, qty: 3, price: "33.33", discount: "0.10", shipping: "1.00", tax: "0.02" },
      ];
      const { order, parts } = await aSplitOrder(db, shop, { lines });
      const [part = 0] = parts;
      const line = Number(
        await db.value("select id from public.fulfillment_lines where fulfillment_order_id = $1", part),
      );
      await run(db, "release_sub_order", part);

      const { backorder } = await run<{ backorder: number }>(
        db,
        "confirm_pick",
        part,
        JSON.stringify([{ line, sku: shop.shirt, qty: 2 }]),
        "one is gone",
      );

      await settle(db);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 19, reserved: 2 });
      expect(await partOf(db, part)).toMatchObject({ status: "picking", total: "67.27", is_picked: true });
      expect(await partOf(db, backorder)).toMatchObject({
        status: "backorder",
        total: "33.64",
        warehouse: null,
      });
      await run(db, "pack_parcel", part);
      const parcel = Number(await db.value("select max(id) from public.shipments"));
      await run(db, "ship_parcel", parcel, "D1", shop.carrier);
      expect(await db.value("select status from public.orders where id = $1", order)).toBe(
        "partially_shipped",
      );

      await run(db, "assign_backorder", backorder);
      expect(await partOf(db, backorder)).toMatchObject({ status: "reserved", warehouse: shop.north });
      await shipPart(db, shop, backorder);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 16, reserved: 0 });
      expect(await db.value("select status from public.orders where id = $1", order)).toBe("shipped");
      await settle(db);
    }),
  );

  it(
    "S65: nothing found at all makes the whole sub-order wait, and it is not lost",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { parts } = await aSplitOrder(db, shop);
      const [part = 0] = parts;
      await run(db, "release_sub_order", part);

      await run(db, "confirm_pick", part, "[]");

      await settle(db);
      expect(await partOf(db, part)).toMatchObject({ status: "backorder", warehouse: null });
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 18, reserved: 0 });
      await expect(run(db, "assign_backorder", part, shop.south)).rejects.toThrow("not enough");
    }),
  );

  it(
    "S69: of a set, what is found of its parts makes as many whole sets as it can",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const set = await insert(db, "skus", { sku_code: `set-${shop.tag}`, name: "套装" });
      await insert(db, "sku_components", { sku_id: set, component_id: shop.shirt, qty: 2 });
      await insert(db, "sku_components", { sku_id: set, component_id: shop.shoe, qty: 1 });
      await receive(db, [shop.north, shop.shoe], 9);
      const { parts } = await aSplitOrder(db, shop, { lines: [{ sku: set, qty: 3, price: "10" }] });
      const [part = 0] = parts;
      const list = await run<{ line: number; sku: number; qty: number }[]>(db, "pick_list", [part]);
      expect(list.map(({ qty }) => qty).sort()).toEqual([3, 6]);
      await run(db, "release_sub_order", part);

      const [line = 0] = list.map((row) => row.line);
      const found = [
        { line, sku: shop.shirt, qty: 5 },
        { line, sku: shop.shoe, qty: 3 },
      ];
      await run(db, "confirm_pick", part, JSON.stringify(found));

      await settle(db);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 19, reserved: 4 });
      expect(await shelf(db, shop.north, shop.shoe)).toEqual({ on_hand: 9, reserved: 2 });
    }),
  );

  it(
    "S69: the pick list is in the order of the bins",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await receive(db, [shop.north, shop.shoe], 9);
      const { parts } = await aSplitOrder(db, shop, { lines: shirtsAndShoes(shop) });
      for (const [sku, bin] of [
        [shop.shirt, "B-02"],
        [shop.shoe, "A-01"],
      ] as const) {
        await db.query(
          "update public.stock set bin = $3 where (warehouse_id, sku_id) = ($1, $2)",
          shop.north,
          sku,
          bin,
        );
      }

      const list = await run<{ bin: string; qty: number }[]>(db, "pick_list", parts);

      expect(list.map(({ bin, qty }) => [bin, qty])).toEqual([
        ["A-01", 1],
        ["B-02", 2],
      ]);
    }),
  );
});
