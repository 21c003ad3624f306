/** Warehouse: what its own warehouses ship, and no money anywhere. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member, viewAs } from "../support/members";
import { aWarehouseClerk, aWorld, type World } from "./world";

let world: World;
let clerk: Member;

beforeAll(async () => {
  world = await aWorld();
  clerk = await aWarehouseClerk([world.north]);
});

const patch = (path: string, body: Record<string, unknown>) =>
  clerk.rest(path, { method: "PATCH", body, prefer: "return=representation" });
const post = (path: string, body: Record<string, unknown>) =>
  clerk.rest(path, { method: "POST", body, prefer: "return=representation" });

describe("rows", () => {
  it("S7 sees the orders that leave from its own warehouse, and counts only these", async () => {
    const both = `id=in.(${world.order},${world.southern})`;
    const answer = await clerk.rest(`/orders?${both}&select=id`, { prefer: "count=exact" });

    expect(answer.rows).toEqual([{ id: world.order }]);
    expect(answer.headers.get("content-range")).toBe("0-0/1");
  });

  it("S7 sees of a split order its own part only", async () => {
    const answer = await clerk.rest(
      `/orders?id=eq.${world.order}&select=id,order_lines(line_no),fulfillment_orders(id),shipments(id)`,
    );

    expect(answer.rows).toEqual([
      {
        id: world.order,
        order_lines: [{ line_no: 1 }],
        fulfillment_orders: [{ id: world.shirts }],
        shipments: [{ id: world.parcel }],
      },
    ]);
  });

  it("S7 sees the stock, the parcels and the returns of its own warehouse only", async () => {
    const places = `warehouse_id=in.(${world.north},${world.south})`;
    for (const table of [
      "stock",
      "stock_movements",
      "shipments",
      "shipment_items",
      "fulfillment_lines",
      "returns",
    ]) {
      const { rows } = await clerk.rest(`/${table}?${places}&select=warehouse_id`);
      expect({ table, rows }).toEqual({ table, rows: rows.map(() => ({ warehouse_id: world.north })) });
      expect(rows.length).toBeGreaterThan(0);
    }
    const { rows } = await clerk.rest(`/warehouses?id=in.(${world.north},${world.south})&select=id`);
    expect(rows).toEqual([{ id: world.north }]);
  });

  it("S7 reads the timeline of its own orders, without what was written", async () => {
    const { rows } = await clerk.rest(
      `/order_events?order_id=in.(${world.order},${world.southern})&select=order_id`,
    );

    expect(new Set(rows.map(({ order_id }) => order_id))).toEqual(new Set([world.order]));
    expect((await clerk.rest("/order_events?select=new_values&limit=1")).status).toBe(403);
  });
});

describe("looking through the clerk's eyes", () => {
  it("S7 an admin who views as the clerk sees the clerk's rows and columns, and writes nothing", async () => {
    const admin = await aMember({ roles: ["admin"] });
    const asClerk = viewAs(admin, `member:${clerk.id}`);

    const both = `id=in.(${world.order},${world.southern})`;
    expect((await asClerk.rest(`/orders?${both}&select=id`)).rows).toEqual([{ id: world.order }]);
    expect((await asClerk.rest("/orders?select=grand_total&limit=1")).status).toBe(403);
    const write = await asClerk.rest(`/shipments?id=eq.${world.parcel}`, {
      method: "PATCH",
      body: { note: "x" },
    });
    expect(write).toMatchObject({ status: 403, reason: "view_as_read_only" });
  });
});

describe("writing", () => {
  it("S7 S24 picks, packs and ships with a tracking number, and the order follows", async () => {
    const world = await aWorld();
    const clerk = await aWarehouseClerk([world.south]);
    const run = async (name: string, values: Record<string, unknown>) => {
      const answer = await clerk.rpc(name, values);
      expect({ name, status: answer.status }).toEqual({ name, status: 200 });
      return answer;
    };

    for (const step of ["start_picking", "confirm_pick", "pack_parcel"]) {
      await run(step, { sub_order_id: world.shoes });
    }
    const { rows } = await clerk.rest(`/shipments?fulfillment_order_id=eq.${world.shoes}&select=id`);
    const parcel = { shipment_id: rows[0]?.id };
    await run("ship_parcel", { ...parcel, tracking_no: `SF-${world.tag}`, carrier_id: world.carrier });

    const seen = () => clerk.rest(`/orders?id=eq.${world.order}&select=status`);
    expect((await seen()).rows).toEqual([{ status: "shipped" }]);
    await run("record_tracking", { ...parcel, code: "in_transit" });
  });

  it.each([
    ["/shipments", () => ({ fulfillment_order_id: world.southernPart })],
    ["/shipments", () => ({ fulfillment_order_id: world.southernPart, warehouse_id: world.north })],
    ["/shipments", () => ({ fulfillment_order_id: world.shirts, cost: 1 })],
    [
      "/shipments",
      () => ({ fulfillment_order_id: world.shirts, carrier_id: world.carrier, tracking_no: "X" }),
    ],
    ["/shipment_items", () => ({ shipment_id: world.parcel, fulfillment_line_id: 1, qty: 1 })],
    ["/tracking_events", () => ({ shipment_id: world.parcel, code: "delivered" })],
    ["/tracking_events", () => ({ shipment_id: world.southernParcel, code: "delivered" })],
    [
      "/tracking_events",
      () => ({ shipment_id: world.southernParcel, code: "delivered", warehouse_id: world.north }),
    ],
    ["/payments", () => ({ order_id: world.order, method: "cash", amount: 1 })],
    ["/refunds", () => ({ order_id: world.order, amount: 1 })],
    ["/returns", () => ({ order_id: world.order })],
    ["/stock_movements", () => ({ warehouse_id: world.north, sku_id: world.shirt, qty: 1, kind: "receive" })],
    ["/reservations", () => ({ warehouse_id: world.north, sku_id: world.shirt, qty: 1 })],
  ])("S7 S8 cannot create %s outside its duty (%#)", async (path, body) => {
    expect((await post(path, body())).status).toBe(403);
  });

  it.each([
    ["/order_lines", { unit_price: 1 }],
    ["/orders", { ship_phone: "1" }],
    ["/orders", { lifecycle: "cancelled" }],
    ["/refunds", { state: "done" }],
    ["/stock", { on_hand: 1 }],
    ["/shipments", { cost: 1 }],
    ["/shipments", { warehouse_id: 1 }],
    ["/shipments", { shipped_at: null }],
    ["/shipments", { tracking_no: "X" }],
    ["/fulfillment_orders", { status: "shipped" }],
    ["/fulfillment_orders", { warehouse_id: 1 }],
  ])("S7 S8 cannot change %s %j", async (path, body) => {
    expect((await clerk.rest(`${path}?id=gt.0`, { method: "PATCH", body })).status).toBe(403);
  });

  it("S7 changes its own parcels, and no others", async () => {
    const own = await patch(`/shipments?id=eq.${world.parcel}&select=id,note`, { note: "mine" });
    const foreign = await patch(`/shipments?id=eq.${world.southernParcel}&select=id,note`, { note: "mine" });

    expect(own.rows).toEqual([{ id: world.parcel, note: "mine" }]);
    expect(foreign.rows).toEqual([]);
  });
});
