/** Fifty at once on the same orders: paying, paying back, billing. Every race that is lost is a clear no, and sums hold. */
import { beforeAll, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { fieldOf } from "./fieldOf";
import { aShop, committed } from "./shop";
import { paidOrder } from "./splitting";

const workers = 50;
const rounds = Number(process.env.MONEY_ROUNDS ?? 3);

let clerks: Member[];
let orders: number[];

beforeAll(async () => {
  clerks = await Promise.all([aMember({ roles: ["finance"] }), aMember({ roles: ["manager"] })]);
  const shop = await committed(aShop);
  orders = await committed(async (db) => {
    const made: number[] = [];
    for (let index = 0; index < 4; index++) made.push(await paidOrder(db, shop));
    return made;
  });
});

const pick = <T>(list: T[]): T => {
  const one = list[Math.floor(Math.random() * list.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};

/** One piece of work on a random order; answers with status and reason of each call. */
async function work(): Promise<string[]> {
  const clerk = pick(clerks);
  const order_id = pick(orders);
  const seen: string[] = [];
  const call = async (name: string, values: Record<string, unknown>) => {
    const answer = await clerk.rpc(name, values);
    seen.push(`${answer.status} ${answer.reason}`.trim());
    return answer;
  };
  const kind = pick(["pay", "refund", "invoice", "invoice"]);
  if (kind === "pay") {
    // Few references, so that the same payment is told again and again.
    const provider_ref = `race-${order_id}-${pick([1, 2, 3])}`;
    await call("receive_payment", { order_id, method: "alipay", amount: 20, provider_ref });
  } else if (kind === "refund") {
    const refund_id = fieldOf(
      await call("request_refund", { order_id, reason: "race", amount: 15 }),
      "refund",
    );
    if (refund_id !== undefined) {
      await Promise.all([
        call("approve_refund", { refund_id }),
        call("reject_refund", { refund_id, note: "no" }),
      ]);
      await Promise.all([1, 2].map(() => call("pay_out_refund", { refund_id, method: "alipay" })));
    }
  } else {
    const amount = pick([30, 70]);
    const invoice_id = fieldOf(await call("issue_invoice", { order_id, title: "赛", amount }), "invoice");
    if (invoice_id !== undefined && Math.random() < 0.5) {
      await Promise.all([1, 2].map(() => call("credit_invoice", { invoice_id, note: "race" })));
    }
  }
  return seen;
}

it("S30 S37 S98 fifty at once pay, pay back and bill the same orders, and everything adds up", async () => {
  const seen: string[] = [];
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let round = 0; round < rounds; round++) seen.push(...(await work()));
    }),
  );

  const unclear = seen.filter((answer) => !/^(200|409 \w+)$/.test(answer));
  expect(unclear).toEqual([]);
  expect(seen.filter((answer) => answer.startsWith("409")).length).toBeGreaterThan(0);
  const { rows: wrong } = await sql.query(
    `select o.id from public.orders as o
     cross join lateral (
       select coalesce(sum(amount), 0) as paid, count(*) - count(distinct coalesce(provider_ref, id::text)) as doubles
       from public.payments where order_id = o.id and state = 'succeeded'
     ) as p
     cross join lateral (
       select coalesce(sum(amount) filter (where state = 'done'), 0) as done,
         coalesce(sum(amount) filter (where state <> 'rejected'), 0) as asked
       from public.refunds where order_id = o.id
     ) as r
     cross join lateral (
       select coalesce(sum(case kind when 'credit_note' then -amount else amount end), 0) as billed
       from public.invoices where order_id = o.id
     ) as i
     where o.id = any ($1) and (
       o.paid_total <> p.paid or p.doubles > 0 or o.refunded_total <> r.done or r.asked > o.paid_total
       or o.invoiced_total <> i.billed or i.billed < 0
     )`,
    [orders],
  );
  expect(wrong).toEqual([]);
  const { rows: numbers } = await sql.query(
    `select kind, (max(n) - min(n) + 1 - count(*))::int as gaps
     from (select kind, regexp_replace(number, '\\D', '', 'g')::bigint as n from public.invoices) as t
     where kind <> 'vat' group by kind order by kind`,
  );
  expect(numbers).toEqual([
    { kind: "credit_note", gaps: 0 },
    { kind: "normal", gaps: 0 },
  ]);
});
