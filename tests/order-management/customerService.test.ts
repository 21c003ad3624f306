/** Customer service: reads orders, corrects contact and address, takes returns and complaints; never an amount. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { anOrder, committed } from "./shop";
import { aWorld, type World } from "./world";

let world: World;
let clerk: Member;

beforeAll(async () => {
  world = await aWorld();
  clerk = await aMember({ roles: ["customer_service"] });
});

const patch = (path: string, body: Record<string, unknown>) => clerk.rest(path, { method: "PATCH", body });
const post = (path: string, body: Record<string, unknown>) =>
  clerk.rest(path, { method: "POST", body, prefer: "return=representation" });

it("S5 can read an order with everything on it", async () => {
  const answer = await clerk.rest(
    `/orders?id=eq.${world.order}&select=order_no,grand_total,ship_phone,customers(name,phone),order_lines(title,net),` +
      "payments(amount,state),shipments(tracking_no,tracking_events(code)),order_events(type,new_values)",
  );

  expect(answer.status).toBe(200);
  expect(answer.rows).toMatchObject([{ grand_total: 280, ship_phone: "13812345678", order_lines: [{}, {}] }]);
});

it("S5 can correct phone and address of an order until a warehouse begins", async () => {
  const waiting = await committed((db) => anOrder(db, world));
  expect((await patch(`/orders?id=eq.${world.southern}`, { ship_city: "宁波市" })).reason).toBe(
    "recipient_is_fixed",
  );

  const answer = await clerk.rest(`/orders?id=eq.${waiting}&select=ship_phone,ship_phone_masked,ship_city`, {
    method: "PATCH",
    body: { ship_phone: "13900002222", ship_city: "宁波市" },
    prefer: "return=representation",
  });

  expect(answer.rows).toEqual([
    { ship_phone: "13900002222", ship_phone_masked: "139****2222", ship_city: "宁波市" },
  ]);
});

it("S5 can take a return with its lines, and decide on it", async () => {
  const [line] = (await clerk.rest(`/order_lines?order_id=eq.${world.order}&select=id&limit=1`)).rows;
  const made = await post("/returns?select=id,return_no,state", {
    order_id: world.order,
    reason_code: "quality",
  });
  const [back] = made.rows;

  expect(made.status).toBe(201);
  expect(back).toMatchObject({ state: "requested" });
  expect(
    (await post("/return_lines?select=id", { return_id: back?.id, order_line_id: line?.id, qty: 1 })).status,
  ).toBe(201);
  expect(
    (await patch(`/returns?id=eq.${String(back?.id)}`, { state: "approved", decision_note: "好的" })).status,
  ).toBe(204);
  const decided = await clerk.rest(`/returns?id=eq.${String(back?.id)}&select=state,decided_by_id`);
  expect(decided.rows).toEqual([{ state: "approved", decided_by_id: clerk.id }]);
});

it.each([
  "goods_total",
  "discount_total",
  "shipping_total",
  "tax_total",
  "grand_total",
  "paid_total",
  "refunded_total",
  "pending_difference",
  "platform_discount",
  "platform_fee",
  "currency",
])("S5 cannot change the amount %s of an order", async (column) => {
  const answer = await patch(`/orders?id=eq.${world.order}`, { [column]: column === "currency" ? "USD" : 1 });

  expect(answer.status).toBe(403);
});

it("S5 cannot smuggle an amount in beside an address", async () => {
  const answer = await patch(`/orders?id=eq.${world.order}`, { ship_city: "北京市", grand_total: 1 });

  expect(answer.status).toBe(403);
  expect((await clerk.rest(`/orders?id=eq.${world.order}&select=ship_city`)).rows).toEqual([
    { ship_city: "杭州市" },
  ]);
});

it.each([
  ["/order_lines", { unit_price: 1 }],
  ["/order_lines", { line_discount: 1 }],
  ["/payments", { state: "succeeded" }],
  ["/payments", { amount: 1 }],
  ["/refunds", { amount: 1 }],
  ["/refunds", { state: "done" }],
  ["/invoices", { amount: 1 }],
  ["/fulfillment_orders", { goods: 1 }],
  ["/shipments", { tracking_no: "X" }],
  ["/stock", { on_hand: 1 }],
  ["/customers", { points: 1 }],
])("S5 S8 cannot change %s %j", async (path, body) => {
  expect((await patch(`${path}?id=gt.0`, body)).status).toBe(403);
});

it.each([
  ["/orders", () => ({ channel_id: world.channel })],
  ["/order_lines", () => ({ order_id: world.order, line_no: 9, title: "x", qty: 1 })],
  ["/payments", () => ({ order_id: world.order, method: "cash", amount: 1 })],
  ["/refunds", () => ({ order_id: world.order, amount: 1 })],
  ["/invoices", () => ({ order_id: world.order, title: "x", amount: 1 })],
  ["/returns", () => ({ order_id: world.order, state: "closed" })],
])("S5 S8 cannot create %s (%#)", async (path, body) => {
  const answer = await post(path, body());

  expect(answer.status).toBe(403);
});

it.each([
  ["skus", "cost"],
  ["order_lines", "unit_cost"],
  ["shipments", "cost"],
  ["payments", "fee"],
  ["orders", "platform_fee"],
])("S5 cannot learn what things cost: %s.%s", async (table, column) => {
  for (const query of [`select=${column}`, `select=id&${column}=gt.0`, `select=id&order=${column}`]) {
    expect((await clerk.rest(`/${table}?${query}`)).status).toBe(403);
  }
});
