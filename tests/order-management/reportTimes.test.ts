/** Reports about time and complaints, on rows of known figures. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, ship, split, type Shop } from "./shop";

let shop: Shop;

const midnight = Date.UTC(2026, 2, 2);
const at = (hours: number) => new Date(midnight + hours * 3_600_000).toISOString();

beforeAll(async () => {
  shop = await committed(aShop);
  await sql.query("update public.channels set time_zone = 'UTC' where id = $1", [shop.channel]);
});

/** An order that was paid after an hour, and confirmed, packed and on its way so many hours after midnight. */
async function anOrderOnItsWay(confirmed: number, shipped: number, delivered: number): Promise<void> {
  await committed(async (db) => {
    for (const [place, sku] of [
      [shop.north, shop.shirt],
      [shop.south, shop.shoe],
    ]) {
      await insert(db, "stock_movements", { warehouse_id: place, sku_id: sku, qty: 5, kind: "receive" });
    }
    const order = await anOrder(db, shop);
    await insert(db, "payments", {
      ...{ order_id: order, method: "card", amount: "280", state: "succeeded", paid_at: at(1) },
    });
    const parts = await split(db, order, [shop.north, shop.south]);
    for (const part of parts) await ship(db, shop, part);
    await db.query(
      "update public.fulfillment_orders set released_at = $2, packed_at = $3 where order_id = $1",
      ...[order, at(confirmed + 1), at(shipped - 2)],
    );
    await db.query(
      "update public.shipments set shipped_at = $2, delivered_at = $3, expected_at = $4 where order_id = $1",
      ...[order, at(shipped), at(delivered), at(60)],
    );
    await db.query(
      "update public.orders set placed_at = $2, confirmed_at = $3, promised_ship_at = $4 where id = $1",
      ...[order, at(0), at(confirmed), at(30)],
    );
  });
}

async function report(name: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(r) as row from public.${name}('2026-03-01', '2026-03-08', channel_ids => array[$1::bigint]) as r`,
    [shop.channel],
  );
  return rows.map(({ row }) => row);
}

describe("orders on their way", () => {
  beforeAll(async () => {
    await anOrderOnItsWay(2, 20, 50);
    await anOrderOnItsWay(4, 28, 70);
    await anOrderOnItsWay(6, 40, 80);
  });

  it("S88: time per stage as median and 90 percent, between the moments that are known", async () => {
    const stages = await report("report_stages");

    expect(stages.map((row) => [row["stage"], row["orders"], row["median_hours"], row["p90_hours"]])).toEqual(
      [
        ["paid", 3, 1, 1],
        ["confirmed", 3, 3, 4.6],
        ["released", 3, 1, 1],
        ["packed", 3, 21, 29],
        ["shipped", 3, 2, 2],
        ["delivered", 3, 40, 41.6],
        ["completed", 0, null, null],
      ],
    );
    expect(stages.every((row) => row["is_bottleneck"] === false)).toBe(true);
    expect(stages.map((row) => row["waiting"])).toEqual([0, 0, 0, 0, 0, 0, 3]);
  });

  it("S88: what left in time, late or not yet, and the percentage within the promise", async () => {
    await committed(async (db) => {
      const waiting = await anOrder(db, shop);
      await db.query("update public.orders set promised_ship_at = $2 where id = $1", waiting, at(31));
    });

    expect(await report("report_on_time")).toEqual([
      {
        ...{ channel_id: shop.channel, shop_name: `Shop ${shop.tag}`, promised: 4, in_time: 2, late: 1 },
        ...{ overdue: 1, rate: 50 },
      },
    ]);
  });

  it("S73: parcels of a carrier: valid numbers, delivered in time, hours on the way", async () => {
    await sql.query(
      `update public.shipments set tracking_no = 'wrong ' || id
       where id = (select min(id) from public.shipments where carrier_id = $1)`,
      [shop.carrier],
    );
    await sql.query("update public.carriers set tracking_pattern = '^[0-9a-f]{12}$' where id = $1", [
      shop.carrier,
    ]);

    expect(await report("report_carriers")).toEqual([
      {
        ...{
          carrier_id: shop.carrier,
          carrier: `carrier ${shop.tag}`,
          parcels: 6,
          valid_tracking_rate: 83.33,
        },
        ...{ delivered: 6, in_time: 2, late: 4, on_time_rate: 33.33, median_hours: 40 },
      },
    ]);
  });
});

describe("complaints", () => {
  it("S32 S33: by month and type, with the share within time and the medians", async () => {
    const plant = (values: Record<string, unknown>) =>
      committed((db) =>
        insert(db, "complaints", { channel_id: shop.channel, subject: "x", created_at: at(0), ...values }),
      );
    const solved = (hours: number, due: number, csat: number) =>
      plant({
        ...{ type: "quality", state: "resolved", reply: "y", csat, due_at: at(due) },
        ...{ first_response_at: at(hours / 2), resolved_at: at(hours) },
      });
    await solved(10, 48, 5);
    await solved(60, 48, 2);
    await plant({ type: "quality" });
    await plant({ type: "price", created_at: at(-48) });

    expect(await report("report_complaints")).toEqual([
      {
        ...{
          month: "2026-03-01",
          type: "quality",
          complaints: 3,
          solved: 2,
          in_time: 1,
          in_time_rate: 33.33,
        },
        ...{ median_hours_to_reply: 17.5, median_hours_to_solve: 35, satisfaction: 3.5 },
      },
    ]);
  });
});

describe("slow sellers", () => {
  it("S43: lie in stock and were not sold for so long, with the value that is tied up", async () => {
    const own = await committed(aShop);
    await committed(async (db) => {
      const { north, shirt, shoe } = own;
      for (const sku of [shirt, shoe])
        await insert(db, "stock_movements", { warehouse_id: north, sku_id: sku, qty: 3, kind: "receive" });
      await db.query("update public.skus set created_at = now() - interval '1 year' where id = any ($1)", [
        shirt,
        shoe,
      ]);
      await anOrder(db, own, { lines: [{ sku: shoe, qty: 1, price: "99" }] });
    });

    const { rows } = await sql.query(
      `select sku_code, on_hand, last_sold_at, value from public.report_slow_stock(90) where sku_code like '%' || $1`,
      [own.tag],
    );

    expect(rows).toEqual([{ sku_code: `shirt-${own.tag}`, on_hand: 3, last_sold_at: null, value: "120.00" }]);
  });
});
