/** Money that comes in, over REST: who can book it, who cannot, and that nothing is booked twice. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, asService, type Member } from "../support/members";
import { fieldOf } from "./fieldOf";
import { refusal } from "./refusal";
import { anOrder, aShop, committed, insert, type Shop } from "./shop";

let shop: Shop;
let clerk: Member;

beforeAll(async () => {
  shop = await committed(aShop);
  clerk = await aMember({ roles: ["finance"] });
});

/** 280.00, nothing of it paid. */
const anOpenOrder = () => committed((db) => anOrder(db, shop));

const receive = (order: number, values: Record<string, unknown>, who = clerk) =>
  who.rpc("receive_payment", { order_id: order, method: "alipay", ...values });
const paymentsOf = async (order: number) =>
  (await clerk.rest(`/payments?order_id=eq.${order}&select=method,amount,state,note&order=id`)).rows;

describe("S30 payments", () => {
  it("S30 in two parts by two methods take the order from unpaid over partly paid to paid", async () => {
    const order = await anOpenOrder();

    const first = await receive(order, { amount: 100.1 });
    const second = await clerk.rpc("expect_payment", {
      order_id: order,
      method: "bank_transfer",
      amount: 179.9,
      provider_ref: `B-${order}`,
    });
    const third = await clerk.rpc("confirm_payment", {
      payment_id: fieldOf(second, "payment"),
      note: "statement of 3 May",
    });

    expect([first, second, third].map(({ body }) => body)).toMatchObject([
      { state: "succeeded", paid_total: 100.1, balance_due: 179.9, payment_status: "partial" },
      { state: "pending", paid_total: 100.1, payment_status: "partial" },
      { state: "succeeded", paid_total: 280, balance_due: 0, payment_status: "paid" },
    ]);
    expect(await paymentsOf(order)).toMatchObject([
      { method: "alipay", amount: 100.1 },
      { method: "bank_transfer", amount: 179.9, note: "statement of 3 May" },
    ]);
  });

  it("S30 told five times by the provider, at once and again later, are booked once", async () => {
    const order = await anOpenOrder();
    const told = { amount: 280, provider: "alipay", provider_ref: `2026-${order}`, order_id: order };
    const tell = () => asService().rpc("receive_payment", { ...told, method: "alipay" });

    const answers = [...(await Promise.all([tell(), tell(), tell(), tell()])), await tell()];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await paymentsOf(order)).toMatchObject([{ amount: 280, state: "succeeded" }]);
  });

  it("S30 that were expected are received under their reference; another order cannot use it", async () => {
    const order = await anOpenOrder();
    const other = await anOpenOrder();
    const reference = { amount: 280, provider_ref: `R-${order}` };
    await clerk.rpc("expect_payment", { order_id: order, method: "alipay", ...reference });

    const mine = await receive(order, reference);
    const theirs = await receive(other, reference);

    expect(mine.body).toMatchObject({ state: "succeeded", payment_status: "paid" });
    expect([theirs.status, theirs.reason]).toEqual([409, "payment_reported_otherwise"]);
    expect(await paymentsOf(order)).toHaveLength(1);
  });

  it("S30 retried with their key by a client without a reference are booked once", async () => {
    const order = await anOpenOrder();
    const retrying = clerk.with({ "idempotency-key": randomUUID() });

    const body = { order_id: order, method: "cash", amount: 5 };
    const answers = await Promise.all([1, 2].map(() => retrying.rpc("receive_payment", body)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await paymentsOf(order)).toHaveLength(1);
  });

  it("S30 that fail say why, and stay failed", async () => {
    const order = await anOpenOrder();
    const made = await clerk.rpc("expect_payment", { order_id: order, method: "card", amount: 280 });
    const payment_id = fieldOf(made, "payment");

    const wordless = await clerk.rpc("fail_payment", { payment_id, note: " " });
    const failed = await clerk.rpc("fail_payment", { payment_id, note: "card declined" });
    const late = await clerk.rpc("confirm_payment", { payment_id });

    expect(wordless.reason).toBe("note_missing");
    expect(failed.body).toMatchObject({ state: "failed", payment_status: "unpaid" });
    expect([late.status, late.reason]).toEqual([409, "payment_is_settled"]);
    const { rows } = await clerk.rest(
      `/order_events?order_id=eq.${order}&type=eq.payment_changed&select=actor_id,new_values`,
    );
    expect(rows).toMatchObject([
      { actor_id: clerk.id, new_values: { state: "failed", note: "card declined" } },
    ]);
  });

  it.each([0, -1, 1.005, 1e12, null])("S30 of %s are refused", async (amount) => {
    const answer = await receive(await anOpenOrder(), { amount });

    expect([answer.status, answer.reason]).toEqual([400, "invalid_amount"]);
  });

  it("S30 are refused for an order that is not there", async () => {
    expect((await receive(999_999_999, { amount: 1 })).status).toBe(404);
  });

  it.each(["customer_service", "warehouse", "viewer"])("S30 are not booked by %s", async (role) => {
    const order = await anOpenOrder();
    const who = await aMember({ roles: [role] });
    const made = await clerk.rpc("expect_payment", { order_id: order, method: "card", amount: 280 });

    const answers = [
      await receive(order, { amount: 280 }, who),
      await who.rpc("confirm_payment", { payment_id: fieldOf(made, "payment") }),
      await who.rest(`/payments?order_id=eq.${order}`, { method: "PATCH", body: { state: "succeeded" } }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it.each(["admin", "manager", "finance"])("S30 are not written past the operations by %s", async (role) => {
    const order = await anOpenOrder();
    const who = await aMember({ roles: [role] });
    const made = await who.rpc("expect_payment", { order_id: order, method: "card", amount: 280 });
    expect(made.status).toBe(200);
    const send = (path: string, method: "POST" | "PATCH", body: object) => who.rest(path, { method, body });

    const answers = await Promise.all([
      send("/payments", "POST", { order_id: order, method: "cash", amount: 280, state: "succeeded" }),
      send(`/payments?order_id=eq.${order}`, "PATCH", { state: "succeeded" }),
      send(`/payments?order_id=eq.${order}`, "PATCH", { amount: 1 }),
      send(`/orders?id=eq.${order}`, "PATCH", { paid_total: 280 }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
  });

  it(
    "S30 keep their amount, in SQL too",
    inRollback(async (db) => {
      const order = await anOrder(db, await aShop(db));
      const payment = await insert(db, "payments", { order_id: order, method: "cash", amount: "5" });

      const change = db.query("update public.payments set amount = 6 where id = $1", payment);

      expect(await refusal(change)).toMatchObject({ reason: "amount_is_final" });
    }),
  );

  it("S30 in a currency without decimals have none, nor have its orders", async () => {
    const order = await committed(async (db) => {
      const id = await insert(db, "orders", { channel_id: shop.channel, currency: "JPY" });
      const line = { order_id: id, line_no: 1, title: "帽子", qty: 3, unit_price: "100" };
      await insert(db, "order_lines", { ...line, discount_share: "1" });
      return id;
    });

    const half = await receive(order, { amount: 100.5 });
    const whole = await receive(order, { amount: 299 });
    const { rows } = await clerk.rest(`/order_lines?order_id=eq.${order}&select=id`);
    const shares: unknown[] = [];
    for (let piece = 0; piece < 3; piece++) {
      const lines = [{ line: rows[0]?.id, qty: 1 }];
      const made = await clerk.rpc("request_refund", { order_id: order, reason: "x", lines });
      shares.push(fieldOf(made, "amount"));
    }

    expect(half.reason).toBe("invalid_amount");
    expect(whole.body).toMatchObject({ payment_status: "paid" });
    expect(shares).toEqual([99, 100, 100]);
    const broken = committed((db) =>
      insert(db, "order_lines", { order_id: order, line_no: 2, title: "x", qty: 1, unit_price: "0.5" }),
    );
    expect(await refusal(broken)).toMatchObject({ constraint: "amounts_fit_their_currency" });
  });
});
