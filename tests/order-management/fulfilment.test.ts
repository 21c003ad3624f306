/** From the office to the customer: every step of a sub-order, what it moves, and what it refuses. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aSplitOrder, pack, partOf, run, shelf, shipPart } from "./fulfilling";
import { aShop } from "./shop";
import { settle } from "./splitting";

const statusOf = (db: Parameters<typeof run>[0], order: number) =>
  db.value("select status from public.orders where id = $1", order);

describe("the way of a sub-order", () => {
  it(
    "S60 S61: one part shipped leaves the order partly shipped, delivered only when both are",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { order, parts } = await aSplitOrder(db, shop);
      const [shirts = 0, shoes = 0] = parts;

      const first = await shipPart(db, shop, shirts);
      expect(await statusOf(db, order)).toBe("partially_shipped");
      expect(await partOf(db, shoes)).toMatchObject({ status: "reserved" });
      await run(db, "record_tracking", first, "delivered");
      expect(await statusOf(db, order)).toBe("partially_shipped");

      const second = await shipPart(db, shop, shoes);
      expect(await statusOf(db, order)).toBe("shipped");
      await run(db, "record_tracking", second, "in_transit");
      await run(db, "record_tracking", second, "delivered");
      expect(await statusOf(db, order)).toBe("delivered");
      await settle(db);
    }),
  );

  it(
    "S63: shipping takes the pieces from the shelf, uses the reservation up, and notes their cost",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { order, parts } = await aSplitOrder(db, shop);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 20, reserved: 2 });

      const parcel = await shipPart(db, shop, parts[0] ?? 0);

      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 18, reserved: 0 });
      expect(
        await db.row(
          "select qty, kind, unit_cost from public.stock_movements where ref_table = 'shipments' and ref_id = $1",
          parcel,
        ),
      ).toEqual({ qty: -2, kind: "ship", unit_cost: "40.0000" });
      expect(
        await db.value(
          "select unit_cost from public.order_lines where order_id = $1 and sku_id = $2",
          order,
          shop.shirt,
        ),
      ).toBe("40.0000");
      expect(
        await db.column(
          `(select r.state from public.reservations as r join public.fulfillment_lines as l
            on l.id = r.fulfillment_line_id where l.order_id = ${String(order)}) as t`,
          "state",
        ),
      ).toEqual(["active", "consumed"]);
    }),
  );

  it(
    "S60: every step is done once and in its order",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { parts } = await aSplitOrder(db, shop);
      const [part = 0] = parts;
      const refused = (name: string, ...more: unknown[]) =>
        expect(run(db, name, part, ...more)).rejects.toThrow("not at this step");

      await refused("start_picking");
      await refused("pack_parcel");
      await expect(run(db, "call_back", part, "why")).rejects.toThrow("No work");
      await run(db, "release_sub_order", part);
      await refused("release_sub_order");
      await expect(run(db, "pack_parcel", part)).rejects.toThrow("Not all of it has been picked");
      await run(db, "confirm_pick", part);
      await expect(run(db, "confirm_pick", part)).rejects.toThrow("picked already");
      await run(db, "pack_parcel", part);
      await refused("pack_parcel");
      const parcel = Number(
        await db.value("select max(id) from public.shipments where fulfillment_order_id = $1", part),
      );
      await expect(run(db, "record_tracking", parcel, "delivered")).rejects.toThrow("not at this step");
      await run(db, "ship_parcel", parcel, "A1", shop.carrier);
      await expect(run(db, "ship_parcel", parcel, "A2", shop.carrier)).rejects.toThrow("not at this step");
      await expect(run(db, "call_back", part, "why")).rejects.toThrow("No work");
    }),
  );

  it(
    "S12: nothing of an order on hold or in need of attention leaves, wherever it is",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { order, parts } = await aSplitOrder(db, shop);
      const [shirts = 0, shoes = 0] = parts;
      const parcel = await pack(db, shirts);
      await db.query("update public.orders set hold_reasons = '{fraud}' where id = $1", order);

      await expect(run(db, "ship_parcel", parcel, "B1", shop.carrier)).rejects.toThrow("may not leave now");
      await expect(run(db, "release_sub_order", shoes)).rejects.toThrow("may not leave now");
      await db.query(
        "update public.orders set hold_reasons = '{}', attention_reasons = '{empty_address}' where id = $1",
        order,
      );
      await expect(run(db, "ship_parcel", parcel, "B1", shop.carrier)).rejects.toThrow("may not leave now");
      await db.query("update public.orders set attention_reasons = '{}' where id = $1", order);
      await run(db, "ship_parcel", parcel, "B1", shop.carrier);
    }),
  );

  it(
    "S23: the warehouse gives a sub-order back, its parcel is unpacked and its stock stays reserved",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { order, parts } = await aSplitOrder(db, shop);
      const [part = 0] = parts;
      const parcel = await pack(db, part);

      await run(db, "call_back", part, "The customer changed her mind");

      expect(await partOf(db, part)).toMatchObject({ status: "reserved", is_picked: false });
      expect(await db.value("select status from public.shipments where id = $1", parcel)).toBe("void");
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 20, reserved: 2 });
      expect(
        await db.column(
          `(select note from public.order_events where order_id = ${String(order)} and note is not null) as t`,
          "note",
        ),
      ).toContain("The customer changed her mind");
      await shipPart(db, shop, part);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 18, reserved: 0 });
    }),
  );

  it(
    "S60: a sub-order leaves in several parcels",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { order, parts } = await aSplitOrder(db, shop);
      const [part = 0] = parts;
      await run(db, "release_sub_order", part);
      await run(db, "confirm_pick", part);
      const line = Number(
        await db.value("select id from public.fulfillment_lines where fulfillment_order_id = $1", part),
      );
      const box = (qty: number) => run(db, "pack_parcel", part, JSON.stringify([{ line, qty }]));

      await expect(box(3)).rejects.toThrow("Only what is picked");
      expect(await box(1)).toMatchObject({ status: "picking" });
      expect(await box(1)).toMatchObject({ status: "packed" });
      const [first, second] = await db.query<{ id: string }>(
        "select id from public.shipments where fulfillment_order_id = $1 order by id",
        part,
      );
      await run(db, "ship_parcel", first?.id, "C1", shop.carrier);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 19, reserved: 1 });
      expect(await partOf(db, part)).toMatchObject({ status: "packed" });
      await run(db, "ship_parcel", second?.id, "C2", shop.carrier);
      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 18, reserved: 0 });
      expect(await partOf(db, part)).toMatchObject({ status: "shipped" });
      expect(await statusOf(db, order)).toBe("partially_shipped");
    }),
  );
});
