/** Finance: confirms payments, pays back, issues invoices; ships nothing and edits no address. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aWorld, type World } from "./world";

let world: World;
let clerk: Member;

beforeAll(async () => {
  world = await aWorld();
  clerk = await aMember({ roles: ["finance"] });
});

const patch = (path: string, body: Record<string, unknown>) => clerk.rest(path, { method: "PATCH", body });
const post = (path: string, body: Record<string, unknown>) =>
  clerk.rest(path, { method: "POST", body, prefer: "return=representation" });
const orderNow = async () =>
  (await clerk.rest(`/orders?id=eq.${world.order}&select=paid_total,refunded_total,payment_status`)).rows[0];

it("S6 can confirm that a payment has come, which pays the order", async () => {
  const answer = await clerk.rest(`/payments?id=eq.${world.payment}&select=state,confirmed_by_id,paid_at`, {
    method: "PATCH",
    body: { state: "succeeded" },
    prefer: "return=representation",
  });

  expect(answer.rows).toMatchObject([{ state: "succeeded", confirmed_by_id: clerk.id }]);
  expect(Date.parse(String(answer.rows[0]?.paid_at))).toBeGreaterThan(0);
  expect(await orderNow()).toMatchObject({ paid_total: 280, payment_status: "paid" });
});

it("S6 can pay back a part, and the database notes who approved", async () => {
  const answer = await clerk.rest(`/refunds?id=eq.${world.refund}&select=state,approved_by_id`, {
    method: "PATCH",
    body: { state: "done", method: "alipay" },
    prefer: "return=representation",
  });

  expect(answer.rows).toEqual([{ state: "done", approved_by_id: clerk.id }]);
  expect(await orderNow()).toMatchObject({ refunded_total: 10, payment_status: "partially_refunded" });
});

it("S6 can issue an invoice with the next number, in the currency of the order", async () => {
  const answer = await post("/invoices?select=number,currency,issued_by_id", {
    order_id: world.order,
    title: "杭州某某公司",
    amount: 280,
  });

  expect(answer.status).toBe(201);
  expect(answer.rows).toMatchObject([{ currency: "CNY", issued_by_id: clerk.id }]);
  expect(answer.rows[0]?.number).toMatch(/^INV-\d{6,}$/);
});

it("S6 cannot pay back more than was paid", async () => {
  const made = await post("/refunds?select=id", { order_id: world.order, amount: 1000 });
  const answer = await patch(`/refunds?id=eq.${String(made.rows[0]?.id)}`, { state: "done" });

  expect(made.status).toBe(201);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ code: "23514" });
  expect(JSON.stringify(answer.body)).toContain("refunds_never_exceed_payments");
});

it("S6 cannot undo a payment that was received", async () => {
  const answer = await patch(`/payments?id=eq.${world.payment}`, { state: "pending" });

  expect(answer.reason).toBe("state_is_final");
});

it.each([
  ["/payments", { amount: 1 }],
  ["/payments", { confirmed_by_id: null }],
  ["/payments", { order_id: 1 }],
  ["/refunds", { amount: 1 }],
  ["/refunds", { approved_by_id: null }],
  ["/invoices", { amount: 1 }],
  ["/invoices", { number: "X" }],
  ["/orders", { paid_total: 1 }],
  ["/orders", { ship_city: "x" }],
  ["/orders", { lifecycle: "completed" }],
  ["/shipments", { tracking_no: "x" }],
  ["/shipments", { shipped_at: null }],
  ["/fulfillment_orders", { status: "shipped" }],
  ["/returns", { state: "approved" }],
  ["/customers", { phone: "1" }],
])("S6 S8 cannot change %s %j", async (path, body) => {
  expect((await patch(`${path}?id=gt.0`, body)).status).toBe(403);
});

it.each([
  ["/shipments", () => ({ fulfillment_order_id: world.shoes })],
  ["/tracking_events", () => ({ shipment_id: world.parcel, code: "delivered" })],
  ["/shipment_items", () => ({ shipment_id: world.parcel, qty: 1 })],
  ["/returns", () => ({ order_id: world.order })],
  ["/refunds", () => ({ order_id: world.order, amount: 1, state: "done" })],
  ["/stock_movements", () => ({ warehouse_id: world.north, sku_id: world.shirt, qty: 1, kind: "receive" })],
])("S6 S8 cannot create %s as finance", async (path, body) => {
  expect((await post(path, body())).status).toBe(403);
});

it("S6 an invoice that was issued stays as it is", async () => {
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.invoices (order_id, title, amount) values ($1, 'x', 1) returning id",
    [world.order],
  );
  const path = `/invoices?id=eq.${String(rows[0]?.id)}`;

  expect((await clerk.rest(path, { method: "DELETE" })).status).toBe(403);
  expect((await patch(path, { title: "y" })).status).toBe(403);
  expect((await patch(path, { note: "sent" })).status).toBe(204);
});
