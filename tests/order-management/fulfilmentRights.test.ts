/** Fulfilment over REST: who can, who cannot, and who tries to get round it. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aSplitOrder, pack, type Started } from "./fulfilling";
import { aShop, committed, type Shop } from "./shop";
import { aWarehouseClerk } from "./world";

let shop: Shop;
let started: Started;
let manager: Member;
let clerk: Member;
/** Packed, in the north. */
let parcel: number;

beforeAll(async () => {
  shop = await committed(aShop);
  started = await committed((db) => aSplitOrder(db, shop));
  parcel = await committed((db) => pack(db, started.parts[0] ?? 0));
  manager = await aMember({ roles: ["manager"] });
  clerk = await aWarehouseClerk([shop.north]);
});

const steps = ["start_picking", "confirm_pick", "pack_parcel", "call_back"];
const argumentsOf = (step: string) => ({
  sub_order_id: started.parts[1],
  ...(step === "call_back" && { note: "why" }),
});

describe("S60 over REST", () => {
  it("S60: the office releases, the warehouse does not", async () => {
    const { parts } = await committed((db) => aSplitOrder(db, shop));
    const release = (who: Member) => who.rpc("release_sub_order", { sub_order_id: parts[0] });

    expect((await release(clerk)).status).toBe(403);
    expect((await release(manager)).status).toBe(200);
    expect((await clerk.rpc("start_picking", { sub_order_id: parts[0] })).status).toBe(200);
    const { rows } = await sql.query(
      `select actor_id from public.order_events
       where order_id = (select order_id from public.fulfillment_orders where id = $1)
         and type = 'sub_order_changed' and new_values ->> 'status' = any ('{released,picking}') order by id`,
      [parts[0]],
    );
    expect(rows).toEqual([{ actor_id: manager.id }, { actor_id: clerk.id }]);
  });

  it.each(["customer_service", "finance", "viewer"])("S60: %s does nothing of it", async (role) => {
    const member = await aMember({ roles: [role] });
    const answers = await Promise.all([
      ...steps.map((step) => member.rpc(step, argumentsOf(step))),
      member.rpc("release_sub_order", { sub_order_id: started.parts[1] }),
      member.rpc("ship_parcel", { shipment_id: parcel, tracking_no: "X", carrier_id: shop.carrier }),
      member.rpc("record_tracking", { shipment_id: parcel, code: "delivered" }),
      member.rpc("merge_sub_orders", { sub_order_ids: started.parts }),
      member.rpc("merge_options", { order_id: 1 }),
      member.rpc("pick_list", { sub_order_ids: started.parts }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });

  it("S7: a clerk touches nothing of another warehouse, not even in a list with his own", async () => {
    const answers = await Promise.all([
      ...steps.map((step) => clerk.rpc(step, argumentsOf(step))),
      clerk.rpc("pick_list", { sub_order_ids: started.parts }),
      clerk.rpc("merge_sub_orders", { sub_order_ids: started.parts }),
    ]);
    expect(answers.map(({ status, reason }) => [status, reason])).toEqual(
      answers.map(() => [404, "unknown_record"]),
    );
  });

  it.each(["admin", "manager", "warehouse"])(
    "S69 N10: no state, parcel or stock is written directly, not by %s either",
    async (role) => {
      const member = role === "warehouse" ? clerk : await aMember({ roles: [role] });
      const patch = (path: string, body: Record<string, unknown>) =>
        member.rest(path, { method: "PATCH", body });
      const post = (path: string, body: Record<string, unknown>) =>
        member.rest(path, { method: "POST", body });
      const part = started.parts[0];

      const answers = await Promise.all([
        patch(`/fulfillment_orders?id=eq.${part}`, { status: "shipped" }),
        patch(`/fulfillment_orders?id=eq.${part}`, { picked_at: null }),
        patch(`/fulfillment_orders?id=eq.${part}`, { parcel_group_id: null }),
        patch(`/fulfillment_lines?fulfillment_order_id=eq.${part}`, { qty_shipped: 1 }),
        patch(`/shipments?id=eq.${parcel}`, { shipped_at: "2026-01-01" }),
        patch(`/shipments?id=eq.${parcel}`, { delivered_at: "2026-01-01" }),
        patch(`/shipments?id=eq.${parcel}`, { is_void: true }),
        patch(`/shipments?id=eq.${parcel}`, { tracking_no: "X" }),
        patch(`/stock?sku_id=eq.${shop.shirt}`, { on_hand: 1 }),
        patch(`/reservations?sku_id=eq.${shop.shirt}`, { state: "released" }),
        post("/shipments", { fulfillment_order_id: part }),
        post("/shipment_items", { shipment_id: parcel, fulfillment_line_id: 1, qty: 1 }),
        post("/tracking_events", { shipment_id: parcel, code: "delivered" }),
        post("/stock_movements", { warehouse_id: shop.north, sku_id: shop.shirt, qty: 1, kind: "ship" }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    },
  );

  it("S55: shipping ten times at once, with a key and without, is shipping once", async () => {
    const key = clerk.with({ "idempotency-key": randomUUID() });
    const ship = (who: { rpc: Member["rpc"] }) =>
      who.rpc("ship_parcel", { shipment_id: parcel, tracking_no: `R${shop.tag}`, carrier_id: shop.carrier });

    const keyed = await Promise.all(Array.from({ length: 5 }, () => ship(key)));
    const plain = await Promise.all(Array.from({ length: 5 }, () => ship(clerk)));

    expect(keyed.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(plain.map(({ status, reason }) => [status, reason])).toEqual(
      plain.map(() => [409, "not_at_this_step"]),
    );
    const { rows } = await sql.query(
      `select (select count(*)::int from public.stock_movements where ref_table = 'shipments' and ref_id = $1) as moves,
         (select count(*)::int from public.outbox where dedupe_key like 'parcel_shipped:' || $1 || ':%') as messages`,
      [parcel],
    );
    expect(rows).toEqual([{ moves: 1, messages: 1 }]);
  });

  it("S60: four clerks who pack and ship the same parts at once: each part leaves once", async () => {
    const all = await committed(async (db) => {
      const some: number[] = [];
      for (let count = 0; count < 2; count++) some.push(...(await aSplitOrder(db, shop)).parts);
      return some;
    });
    const workers = Array.from({ length: 4 }, async (_, worker) => {
      const statuses: number[] = [];
      for (const part of all) {
        for (const step of ["release_sub_order", "start_picking", "confirm_pick"]) {
          statuses.push((await manager.rpc(step, { sub_order_id: part })).status);
        }
        const packed = await manager.rpc("pack_parcel", { sub_order_id: part });
        statuses.push(packed.status);
        const { rows } = await manager.rest(`/shipments?fulfillment_order_id=eq.${part}&select=id`);
        for (const { id } of rows) {
          const number = { tracking_no: `W${shop.tag}${String(id)}${worker}`, carrier_id: shop.carrier };
          statuses.push((await manager.rpc("ship_parcel", { shipment_id: id, ...number })).status);
        }
      }
      return statuses;
    });

    const statuses = (await Promise.all(workers)).flat();

    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    // Release, start, confirm, pack and ship of every part went through exactly once.
    expect(statuses.filter((status) => status === 200)).toHaveLength(all.length * 5);
    const { rows } = await sql.query(
      `select count(*)::int as wrong from public.stock as s where warehouse_id = any ($1) and (
         on_hand <> (select sum(qty) from public.stock_movements as m where (m.warehouse_id, m.sku_id) = (s.warehouse_id, s.sku_id))
         or reserved <> (select coalesce(sum(qty), 0) from public.reservations as r
           where (r.warehouse_id, r.sku_id) = (s.warehouse_id, s.sku_id) and state = 'active'))`,
      [[shop.north, shop.south]],
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });
});
