/** Invoices over REST: issued, credited, voided; numbered without gaps and never above what was paid and kept. */
import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { fieldOf } from "./fieldOf";
import { refusal } from "./refusal";
import { aShop, committed, insert, type Shop } from "./shop";
import { paidOrder } from "./splitting";

let shop: Shop;
let clerk: Member;

beforeAll(async () => {
  shop = await committed(aShop);
  clerk = await aMember({ roles: ["finance"] });
});

/** 280.00, all of it paid. */
const aPaidOrder = () => committed((db) => paidOrder(db, shop));

const issue = (order: number, values: Record<string, unknown> = {}) =>
  clerk.rpc("issue_invoice", { order_id: order, title: "杭州某某公司", ...values });
const credit = (invoice: unknown, values: Record<string, unknown> = {}) =>
  clerk.rpc("credit_invoice", { invoice_id: invoice, note: "wrong title", ...values });
const idOf = (answer: { body: unknown }) => fieldOf(answer, "invoice");

describe("S98 invoices", () => {
  it("S98 are issued for all that is open, voided by a credit note, and issued again", async () => {
    const order = await aPaidOrder();

    const first = await issue(order);
    const second = await issue(order);
    const note = await credit(idOf(first));
    const again = await issue(order, { title: "新抬头", kind: "vat", tax_no: "91330100" });

    expect(first.body).toMatchObject({ amount: 280, invoiced_total: 280, invoiceable_total: 0 });
    expect([second.status, second.reason]).toEqual([409, "nothing_to_invoice"]);
    expect(note.body).toMatchObject({ kind: "credit_note", amount: 280, invoiced_total: 0 });
    expect(again.text("number")).toMatch(/^VAT-/);
    const { rows } = await clerk.rest(
      `/invoices?order_id=eq.${order}&select=kind,state,voids_id,note&order=id`,
    );
    expect(rows).toEqual([
      { kind: "normal", state: "credited", voids_id: null, note: null },
      { kind: "credit_note", state: "issued", voids_id: idOf(first), note: "wrong title" },
      { kind: "vat", state: "issued", voids_id: null, note: null },
    ]);
  });

  it("S98 never cover more than was paid and not refunded, and a refund afterwards is credited", async () => {
    const order = await aPaidOrder();
    const refund = async (amount: number) => {
      const made = await clerk.rpc("request_refund", { order_id: order, reason: "x", amount });
      const refund_id = fieldOf(made, "refund");
      await clerk.rpc("approve_refund", { refund_id });
      return clerk.rpc("pay_out_refund", { refund_id, method: "alipay" });
    };
    await refund(30);

    const tooMuch = await issue(order, { amount: 250.01 });
    const exact = await issue(order, { amount: 250 });
    const later = await refund(50);
    const part = await credit(idOf(exact), { amount: 50 });
    const rest = await credit(idOf(exact), { amount: 200.01 });

    expect([tooMuch.status, tooMuch.reason]).toEqual([409, "invoice_exceeds_payments"]);
    expect([exact.status, later.status]).toEqual([200, 200]);
    expect(part.body).toMatchObject({ amount: 50, invoiced_total: 200, invoiceable_total: 0 });
    expect([rest.status, rest.reason]).toEqual([409, "more_than_invoiced"]);
  });

  it.each([
    [{ title: " " }, "invoice_incomplete"],
    [{ kind: "vat" }, "invoice_incomplete"],
    [{ kind: "credit_note" }, "invoice_incomplete"],
    [{ amount: 0 }, "invalid_amount"],
    [{ amount: 1.005 }, "invalid_amount"],
  ])("S98 are refused with %j", async (values, reason) => {
    const answer = await issue(await aPaidOrder(), values);

    expect([answer.status, answer.reason]).toEqual([400, reason]);
  });

  it("S98 a credit note says why and is not taken back itself", async () => {
    const made = await issue(await aPaidOrder());

    const wordless = await credit(idOf(made), { note: "" });
    const note = await credit(idOf(made));
    const again = await credit(idOf(made));
    const ofNote = await credit(idOf(note));

    expect([wordless, again, ofNote].map(({ reason }) => reason)).toEqual([
      "note_missing",
      "more_than_invoiced",
      "credits_no_credit_note",
    ]);
  });

  it.each(["customer_service", "warehouse", "viewer"])("S98 are not issued by %s", async (role) => {
    const who = await aMember({ roles: [role] });

    expect((await who.rpc("issue_invoice", { order_id: await aPaidOrder(), title: "x" })).status).toBe(403);
  });

  it("S98 are not written past the operations, by an admin either", async () => {
    const order = await aPaidOrder();
    const admin = await aMember({ roles: ["admin"] });
    const made = await admin.rpc("issue_invoice", { order_id: order, title: "x", amount: 1 });
    const send = (path: string, method: "POST" | "PATCH" | "DELETE", body?: object) =>
      admin.rest(path, { method, body });
    const path = `/invoices?id=eq.${String(idOf(made))}`;

    const answers = await Promise.all([
      send("/invoices", "POST", { order_id: order, title: "x", amount: 1 }),
      send(path, "PATCH", { amount: 2 }),
      send(path, "PATCH", { number: "INV-1" }),
      send(path, "PATCH", { credited_total: 1 }),
      send(path, "DELETE"),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it(
    "S98 hold in SQL too: nothing unpaid is billed, nothing issued is changed",
    inRollback(async (db) => {
      const order = await paidOrder(db, await aShop(db));
      const invoice = { order_id: order, title: "x", amount: "280" };
      const id = await insert(db, "invoices", invoice);

      const twice = insert(db, "invoices", { ...invoice, amount: "0.01" });
      expect(await refusal(twice)).toMatchObject({ reason: "invoice_exceeds_payments" });
      const change = db.query("update public.invoices set title = 'y' where id = $1", id);
      expect(await refusal(change)).toMatchObject({ reason: "amount_is_final" });
    }),
  );

  it("S98 numbers follow one another without a gap when many are issued at once and some refused", async () => {
    const orders = await Promise.all(Array.from({ length: 5 }, aPaidOrder));

    const answers = await Promise.all(
      orders.flatMap((order) => [100, 100, 100, 80].map((amount) => issue(order, { amount }))),
    );

    const won = answers.filter(({ status }) => status === 200);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(won.length).toBeGreaterThanOrEqual(10);
    const { rows } = await sql.query(
      `select (max(n) - min(n) + 1 - count(*))::int as gaps
       from (select substr(number, 5)::bigint as n from public.invoices where kind = 'normal') as t`,
    );
    expect(rows).toEqual([{ gaps: 0 }]);
  });
});
