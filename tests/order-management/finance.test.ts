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
  const answer = await clerk.rpc("confirm_payment", { payment_id: world.payment });

  expect(answer.body).toMatchObject({ state: "succeeded", payment_status: "paid" });
  const { rows } = await clerk.rest(`/payments?id=eq.${world.payment}&select=confirmed_by_id,paid_at`);
  expect(rows).toMatchObject([{ confirmed_by_id: clerk.id }]);
  expect(Date.parse(String(rows[0]?.paid_at))).toBeGreaterThan(0);
  expect(await orderNow()).toMatchObject({ paid_total: 280, payment_status: "paid" });
});

it("S6 can pay back a part, and the database notes who approved", async () => {
  await clerk.rpc("approve_refund", { refund_id: world.refund });
  const answer = await clerk.rpc("pay_out_refund", { refund_id: world.refund, method: "alipay" });

  expect(answer.body).toMatchObject({ state: "done", refunded_total: 10 });
  const { rows } = await clerk.rest(`/refunds?id=eq.${world.refund}&select=approved_by_id,method`);
  expect(rows).toEqual([{ approved_by_id: clerk.id, method: "alipay" }]);
  expect(await orderNow()).toMatchObject({ refunded_total: 10, payment_status: "partially_refunded" });
});

it("S6 can issue an invoice with the next number, in the currency of the order", async () => {
  const answer = await clerk.rpc("issue_invoice", {
    order_id: world.order,
    title: "杭州某某公司",
    amount: 100,
  });

  expect(answer.status).toBe(200);
  expect(answer.text("number")).toMatch(/^INV-\d{6,}$/);
  const { rows } = await clerk.rest(`/invoices?order_id=eq.${world.order}&select=currency,issued_by_id`);
  expect(rows).toMatchObject([{ currency: "CNY", issued_by_id: clerk.id }]);
});

it("S6 cannot pay back more than was paid", async () => {
  const answer = await clerk.rpc("request_refund", { order_id: world.order, reason: "x", amount: 1000 });

  expect([answer.status, answer.reason]).toEqual([409, "more_than_paid"]);
});

it("S6 cannot undo a payment that was received", async () => {
  const answer = await clerk.rpc("fail_payment", { payment_id: world.payment, note: "x" });

  expect([answer.status, answer.reason]).toEqual([409, "payment_is_settled"]);
});

it.each([
  ["/payments", { amount: 1 }],
  ["/payments", { state: "succeeded" }],
  ["/payments", { confirmed_by_id: null }],
  ["/payments", { order_id: 1 }],
  ["/refunds", { amount: 1 }],
  ["/refunds", { state: "done" }],
  ["/refunds", { approved_by_id: null }],
  ["/refund_lines", { amount: 1 }],
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
  ["/payments", () => ({ order_id: world.order, method: "cash", amount: 1 })],
  ["/refunds", () => ({ order_id: world.order, amount: 1 })],
  ["/invoices", () => ({ order_id: world.order, title: "x", amount: 1 })],
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
