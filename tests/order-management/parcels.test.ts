/** Carriers, tracking numbers, common parcels, and what the customer is told. */
import { describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import type { TestDatabase } from "../support/TestDatabase";
import { aSplitOrder, pack, run, shelf, shipPart } from "./fulfilling";
import { aShop, insert, type Shop } from "./shop";
import { settle } from "./splitting";

const messages = (db: TestDatabase, order: number) =>
  db.query<{ payload: Record<string, unknown> }>(
    "select payload from public.outbox where topic = 'customer.parcel_shipped' and order_id = $1",
    order,
  );

const carrierOf = async (db: TestDatabase, parcel: number) =>
  Number(await db.value("select coalesce(carrier_id, 0) from public.shipments where id = $1", parcel));

async function aRule(db: TestDatabase, shop: Shop, rule: Record<string, unknown>): Promise<number> {
  const name = `${shop.tag} ${JSON.stringify(rule)}`;
  const carrier = await insert(db, "carriers", { code: name, name });
  await insert(db, "carrier_rules", { name, carrier_id: carrier, warehouse_id: shop.north, ...rule });
  return carrier;
}

describe("what the customer is told", () => {
  it(
    "S55: one message with number and expected day when a parcel leaves, and none when it is corrected",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await db.query(
        "update public.carriers set tracking_url = 'https://example.com/{number}', transit_days = 5 where id = $1",
        shop.carrier,
      );
      const { order, parts } = await aSplitOrder(db, shop);
      const parcel = await pack(db, parts[0] ?? 0);
      expect(await messages(db, order)).toEqual([]);

      await run(db, "ship_parcel", parcel, " ab 12 ", shop.carrier);
      await run(db, "correct_parcel", parcel, shop.carrier, "AB13", "Typing error");
      await db.query("update public.shipments set note = 'x' where id = $1", parcel);

      const sent = await messages(db, order);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.payload).toMatchObject({
        tracking_no: "AB12",
        tracking_url: "https://example.com/AB12",
        carrier: `carrier ${shop.tag}`,
      });
      expect(
        await db.value(
          "select round(extract(epoch from expected_at - now()) / 86400)::int from public.shipments where id = $1",
          parcel,
        ),
      ).toBe(5);
      expect(
        await db.value(
          `select count(*)::int from public.order_events
           where order_id = $1 and type = 'parcel_changed' and note = 'Typing error'
             and old_values ->> 'tracking_no' = 'AB12' and new_values ->> 'tracking_no' = 'AB13'`,
          order,
        ),
      ).toBe(1);
    }),
  );
});

describe("carriers", () => {
  it(
    "S71: the first rule that fits by weight, region and amount chooses the carrier, and a change is logged",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await db.query("update public.skus set weight_g = 600 where id = $1", shop.shirt);
      await aRule(db, shop, { priority: 1, region_code: "CN-99" });
      await aRule(db, shop, { priority: 2, max_weight_g: 1000 });
      await aRule(db, shop, { priority: 3, min_total: "5000" });
      const heavy = await aRule(db, shop, { priority: 4, region_code: "CN", min_weight_g: 1001 });
      await aRule(db, shop, { priority: 5 });
      const { parts } = await aSplitOrder(db, shop);

      const parcel = await pack(db, parts[0] ?? 0);

      expect(await carrierOf(db, parcel)).toBe(heavy);
      await expect(run(db, "correct_parcel", parcel, shop.carrier, null, "")).rejects.toThrow("Say why");
      await run(db, "correct_parcel", parcel, shop.carrier, null, "Bulky");
      expect(await carrierOf(db, parcel)).toBe(shop.carrier);
      // No rule is for the south.
      expect(await carrierOf(db, await pack(db, parts[1] ?? 0))).toBe(0);
    }),
  );

  it(
    "S73: a tracking number looks as its carrier says, for every client, and is used once",
    inRollback(async (db) => {
      const shop = await aShop(db);
      await db.query(
        "update public.carriers set tracking_pattern = '^SF[0-9]{4}$' where id = $1",
        shop.carrier,
      );
      const { parts } = await aSplitOrder(db, shop);
      const [first, second] = [await pack(db, parts[0] ?? 0), await pack(db, parts[1] ?? 0)];
      const ship = (parcel: number, number: string) => run(db, "ship_parcel", parcel, number, shop.carrier);

      await expect(ship(first, "")).rejects.toThrow("Enter or scan");
      await expect(ship(first, "1Z999")).rejects.toThrow("looks different");
      await expect(
        db.query(
          "update public.shipments set tracking_no = '1Z999', carrier_id = $2 where id = $1",
          first,
          shop.carrier,
        ),
      ).rejects.toThrow("looks different");
      await expect(run(db, "ship_parcel", first, "SF0001")).rejects.toThrow("Choose a carrier");
      await ship(first, "sf 0001");
      await expect(ship(second, "SF0001")).rejects.toThrow("Another parcel");
      await ship(second, "SF0002");
    }),
  );

  it(
    "S73: the same report of a carrier counts once, and none comes from the future",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const { parts } = await aSplitOrder(db, shop);
      const parcel = await shipPart(db, shop, parts[0] ?? 0);
      const at = new Date().toISOString();

      for (let time = 0; time < 5; time++) await run(db, "record_tracking", parcel, "in_transit", at, "Hub");

      expect(
        await db.value("select count(*)::int from public.tracking_events where shipment_id = $1", parcel),
      ).toBe(1);
      await expect(run(db, "record_tracking", parcel, "delivered", "2099-01-01")).rejects.toThrow(
        "not in the future",
      );
      await expect(run(db, "record_tracking", parcel, "lost")).rejects.toThrow("code_is_known");
    }),
  );
});

describe("common parcels", () => {
  it(
    "S62: two orders of one buyer to one address leave in one parcel and stay two orders",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const lines = [{ sku: shop.shirt, qty: 1, price: "50" }];
      const one = await aSplitOrder(db, shop, { lines });
      const two = await aSplitOrder(db, shop, { lines });
      const both = [one.parts[0] ?? 0, two.parts[0] ?? 0];

      expect(await run(db, "merge_options", one.order)).toEqual([{ sub_order: both[0], others: [both[1]] }]);
      const { sub_order: main } = await run<{ sub_order: number }>(db, "merge_sub_orders", both);
      expect(await run(db, "merge_options", one.order)).toEqual([]);
      const [member = 0] = both.filter((part) => part !== main);
      await expect(run(db, "merge_sub_orders", both)).rejects.toThrow("cannot leave in one parcel");
      for (const part of both) {
        await run(db, "release_sub_order", part);
        await run(db, "confirm_pick", part);
      }
      await expect(run(db, "pack_parcel", member)).rejects.toThrow("packed together");
      const { parcel } = await run<{ parcel: number }>(db, "pack_parcel", main);
      await run(db, "ship_parcel", parcel, "M1", shop.carrier);

      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 38, reserved: 0 });
      for (const { order } of [one, two]) {
        expect(await db.value("select status from public.orders where id = $1", order)).toBe("shipped");
        expect(await messages(db, order)).toHaveLength(1);
      }
      expect(
        await db.value(
          "select count(*)::int from public.order_links where kind = 'merged' and from_order_id = $1",
          one.order,
        ),
      ).toBe(1);
      await settle(db);
    }),
  );

  it(
    "S62: the parcel leaves without an order that was cancelled meanwhile",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const lines = [{ sku: shop.shirt, qty: 1, price: "50" }];
      const [one, two] = [await aSplitOrder(db, shop, { lines }), await aSplitOrder(db, shop, { lines })];
      const both = [one.parts[0] ?? 0, two.parts[0] ?? 0];
      const { sub_order: main } = await run<{ sub_order: number }>(db, "merge_sub_orders", both);
      const [stays, goes] = main === both[0] ? [one, two] : [two, one];

      await run(db, "cancel_order", goes.order, "buyer", "changed his mind");
      await run(db, "release_sub_order", main);
      await run(db, "confirm_pick", main);
      const { parcel } = await run<{ parcel: number }>(db, "pack_parcel", main);
      await run(db, "ship_parcel", parcel, "M2", shop.carrier);

      expect(await shelf(db, shop.north, shop.shirt)).toEqual({ on_hand: 39, reserved: 0 });
      expect(await db.value("select status from public.orders where id = $1", stays.order)).toBe("shipped");
      await settle(db);
    }),
  );

  it(
    "S62: what goes to another address or has been begun stays apart",
    inRollback(async (db) => {
      const shop = await aShop(db);
      const lines = [{ sku: shop.shirt, qty: 1, price: "50" }];
      const [one, two] = [await aSplitOrder(db, shop, { lines }), await aSplitOrder(db, shop, { lines })];
      const both = [one.parts[0] ?? 0, two.parts[0] ?? 0];
      const refused = () =>
        expect(run(db, "merge_sub_orders", both)).rejects.toThrow("cannot leave in one parcel");

      await db.query("update public.orders set ship_street = '文三路 101 号' where id = $1", two.order);
      await refused();
      await db.query("update public.orders set ship_street = '文三路 100 号' where id = $1", two.order);
      await run(db, "release_sub_order", both[0]);
      await run(db, "start_picking", both[0]);
      await refused();
    }),
  );
});
