/** Money that goes back, over REST: its share to the cent, never more than was paid, and two people where it is much. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { fieldOf } from "./fieldOf";
import { anOrder, aShop, committed, type Shop } from "./shop";
import { paidOrder } from "./splitting";

let shop: Shop;
let clerk: Member;
let colleague: Member;

beforeAll(async () => {
  shop = await committed(aShop);
  await sql.query("update public.channels set second_approval_above = 200 where id = $1", [shop.channel]);
  clerk = await aMember({ roles: ["finance"] });
  colleague = await aMember({ roles: ["finance"] });
});

/** Three discounted shirts (99.99 less 10.00, 7.00 tax) and shoes for 50, shipping 6.00. */
const aPaidOrder = () =>
  committed(async (db) => {
    const order = await paidOrder(db, shop, {
      lines: [
        { sku: shop.shirt, qty: 3, price: "33.33", discount: "10.00", shipping: "4.00", tax: "7.00" },
        { sku: shop.shoe, qty: 1, price: "50", shipping: "2.00" },
      ],
    });
    const lines = await db.query<{ id: string }>(
      "select id from public.order_lines where order_id = $1 order by line_no",
      order,
    );
    return { order, shirts: Number(lines[0]?.id), shoes: Number(lines[1]?.id) };
  });

const ask = (order: number, values: Record<string, unknown>, who = clerk) =>
  who.rpc("request_refund", { order_id: order, reason: "bought too many", ...values });
const idOf = (answer: { body: unknown }) => fieldOf(answer, "refund");
const amountOf = (answer: { body: unknown }) => fieldOf(answer, "amount");
const approve = (refund: unknown, who = clerk) => who.rpc("approve_refund", { refund_id: refund });
const payOut = (refund: unknown) => clerk.rpc("pay_out_refund", { refund_id: refund, method: "alipay" });

describe("S37 refunds", () => {
  it("S37 of one of three discounted pieces come to its paid share, and all three to the whole line", async () => {
    const { order, shirts } = await aPaidOrder();
    const one = { lines: [{ line: shirts, qty: 1 }] };

    const answers = [await ask(order, one), await ask(order, one), await ask(order, one)];

    expect(answers.map(amountOf)).toEqual([32.33, 32.33, 32.33]);
    expect((await ask(order, one)).reason).toBe("more_than_left");
  });

  it("S37 go from request over approval to the money, and the timeline names each step", async () => {
    const { order, shoes } = await aPaidOrder();
    const made = await ask(order, { lines: [{ line: shoes, qty: 1 }], shipping: 2 });

    const early = await payOut(idOf(made));
    const approved = await approve(idOf(made), colleague);
    const paid = await payOut(idOf(made));
    const twice = await payOut(idOf(made));

    expect(made.body).toMatchObject({ state: "requested", amount: 52 });
    expect([early.status, early.reason]).toEqual([409, "refund_out_of_order"]);
    expect(approved.body).toMatchObject({ state: "approved", refunded_total: 0 });
    expect(paid.body).toMatchObject({
      state: "done",
      refunded_total: 52,
      payment_status: "partially_refunded",
    });
    expect([twice.status, twice.reason]).toEqual([409, "refund_out_of_order"]);
    const { rows } = await clerk.rest(
      `/order_events?order_id=eq.${order}&type=like.refund*&select=actor_id,state:new_values->>state&order=id`,
    );
    expect(rows).toEqual([
      { actor_id: clerk.id, state: "requested" },
      { actor_id: colleague.id, state: "approved" },
      { actor_id: clerk.id, state: "done" },
    ]);
  });

  it("S37 on their way count when they have arrived, and keep the reference they were sent with", async () => {
    const { shoes, order } = await aPaidOrder();
    const made = idOf(await ask(order, { lines: [{ line: shoes, qty: 1 }] }));
    const send = () =>
      clerk.rpc("send_refund", { refund_id: made, method: "bank_transfer", provider_ref: shop.tag });

    const early = await send();
    await approve(made);
    const sent = await send();
    const twice = await send();
    const paid = await clerk.rpc("pay_out_refund", { refund_id: made });

    expect([early.reason, twice.reason]).toEqual(["refund_out_of_order", "refund_out_of_order"]);
    expect(sent.body).toMatchObject({ state: "processing", refunded_total: 0 });
    expect(paid.body).toMatchObject({ state: "done", refunded_total: 50 });
    const { rows } = await clerk.rest(`/refunds?id=eq.${String(made)}&select=method,provider,provider_ref`);
    expect(rows).toEqual([{ method: "bank_transfer", provider: "bank_transfer", provider_ref: shop.tag }]);
  });

  it("S37 that were turned down give their money free again", async () => {
    const { order, shirts } = await aPaidOrder();
    const all = { lines: [{ line: shirts, qty: 3 }] };
    const made = await ask(order, all);

    const meanwhile = await ask(order, all);
    const wordless = await clerk.rpc("reject_refund", { refund_id: idOf(made), note: "" });
    const rejected = await clerk.rpc("reject_refund", { refund_id: idOf(made), note: "worn" });
    const again = await ask(order, all);

    expect([meanwhile.status, meanwhile.reason]).toEqual([409, "more_than_left"]);
    expect(wordless.reason).toBe("note_missing");
    expect(rejected.body).toMatchObject({ state: "rejected" });
    expect(amountOf(again)).toBe(96.99);
  });

  it("S37 of money alone leave less for the pieces, and all together are what was paid", async () => {
    const { order, shirts, shoes } = await aPaidOrder();

    const answers = [
      await ask(order, { lines: [{ line: shirts, amount: 10 }] }),
      await ask(order, { lines: [{ line: shirts, qty: 2 }], shipping: 6 }),
      await ask(order, { lines: [{ line: shirts, qty: 1 }, { line: shoes, qty: 1 }] }), // prettier-ignore
    ];
    const more = await ask(order, { amount: 0.01 });

    expect(answers.map(amountOf)).toEqual([10, 70.66, 72.33]);
    expect([more.status, more.reason]).toEqual([409, "more_than_paid"]);
  });

  it("S37 never exceed what was paid, however little that was", async () => {
    const { order, shirts } = await committed(async (db) => {
      const id = await anOrder(db, shop);
      await db.query(
        "insert into public.payments (order_id, method, amount, state) values ($1, 'cash', 50, 'succeeded')",
        id,
      );
      const line = await db.value(
        "select id from public.order_lines where order_id = $1 and line_no = 1",
        id,
      );
      return { order: id, shirts: Number(line) };
    });

    const piece = await ask(order, { lines: [{ line: shirts, qty: 1 }] });
    const rest = await ask(order, { amount: 50 });

    expect([piece.status, piece.reason]).toEqual([409, "more_than_paid"]);
    expect(rest.status).toBe(200);
  });

  it("S37 above the limit of the shop take a second person, in small parts too", async () => {
    const order = await committed((db) => paidOrder(db, shop));
    const first = await ask(order, { amount: 150 });
    const second = await ask(order, { amount: 100 });

    const alone = await approve(idOf(second));
    const other = await approve(idOf(second), colleague);
    const preview = await clerk.rpc("plan_refund", { order_id: order });

    expect([alone.status, alone.reason]).toEqual([403, "second_person_needed"]);
    expect(other.status).toBe(200);
    expect((await approve(idOf(first))).reason).toBe("second_person_needed");
    expect(preview.body).toMatchObject({ left: 30, waiting: 250, needs_second_person: true });
  });

  it("S37 are shown before they are asked for", async () => {
    const { order, shirts } = await aPaidOrder();

    const plan = await clerk.rpc("plan_refund", {
      order_id: order,
      lines: [{ line: shirts, qty: 2 }],
      shipping: 6,
    });

    expect(plan.body).toMatchObject({
      paid: 152.99,
      left: 152.99,
      shipping_left: 6,
      amount: 70.66,
      obstacle: null,
    });
    expect(fieldOf(plan, "lines")).toMatchObject([
      { line: shirts, qty_left: 3, amount_left: 96.99, asked: 2, amount: 64.66 },
      { qty_left: 1, asked: 0, amount: 0 },
    ]);
  });

  it.each([
    [{ lines: [{ line: 0, qty: 1 }] }, "line_of_another_order"],
    [{ amount: 0 }, "invalid_amount"],
    [{ amount: 1.005 }, "invalid_amount"],
    [{ shipping: -1 }, "invalid_amount"],
    [{}, "invalid_amount"],
    [{ amount: 1, shipping: 1 }, "amount_comes_from_lines"],
    [{ amount: 1, reason: " " }, "note_missing"],
  ])("S37 are refused with %j", async (values, reason) => {
    const answer = await ask((await aPaidOrder()).order, values);

    expect([answer.status, answer.reason]).toEqual([400, reason]);
  });

  it.each([-1, 4, 2_147_483_648])("S37 are refused for %s of three pieces", async (qty) => {
    const { order, shirts } = await aPaidOrder();

    const answer = await ask(order, { lines: [{ line: shirts, qty }] });

    expect([answer.status, answer.reason]).toEqual([409, "more_than_left"]);
  });

  it("S37 name a line once", async () => {
    const { order, shirts } = await aPaidOrder();
    const line = { line: shirts, qty: 2 };

    expect((await ask(order, { lines: [line, line] })).reason).toBe("line_named_twice");
  });

  it.each(["customer_service", "warehouse", "viewer"])("S37 are not asked for by %s", async (role) => {
    const { order } = await aPaidOrder();
    const made = await ask(order, { amount: 1 });
    const who = await aMember({ roles: [role] });

    const answers = [await ask(order, { amount: 1 }, who), await approve(idOf(made), who)];

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it("S37 are not written past the operations, by an admin either", async () => {
    const { order, shoes } = await aPaidOrder();
    const admin = await aMember({ roles: ["admin"] });
    const made = await ask(order, { amount: 1 }, admin);
    const path = `/refunds?id=eq.${String(idOf(made))}`;
    const send = (where: string, method: "POST" | "PATCH", body: object) =>
      admin.rest(where, { method, body });

    const answers = await Promise.all([
      send("/refunds", "POST", { order_id: order, amount: 1 }),
      send("/refund_lines", "POST", { refund_id: idOf(made), order_line_id: shoes, amount: 1 }),
      send(path, "PATCH", { state: "done" }),
      send(path, "PATCH", { approved_by_id: colleague.id }),
      send(path, "PATCH", { requested_by_id: colleague.id }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });
});
