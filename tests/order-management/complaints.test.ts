/** Complaints from receipt to closed over REST: who can, who cannot, and who tries to get round the order of the steps. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { refusal } from "./refusal";
import { aShop, anOrder, committed, type Shop } from "./shop";

const states = ["open", "investigating", "waiting_customer", "resolved", "closed"];

let shop: Shop;
let clerk: Member;
let order: number;

beforeAll(async () => {
  shop = await committed(aShop);
  order = await committed((db) => anOrder(db, shop));
  clerk = await aMember({ roles: ["customer_service"] });
});

async function received(values: Record<string, unknown> = {}): Promise<number> {
  const answer = await clerk.rest("/complaints?select=id", {
    method: "POST",
    body: { order_id: order, type: "quality", subject: "The seam came apart", ...values },
    prefer: "return=representation",
  });
  expect(answer.status).toBe(201);
  return Number(answer.rows[0]?.["id"]);
}

/** A complaint in some state, as an import would leave it. */
async function complaintIn(state: string): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    "insert into public.complaints (order_id, type, subject, state, reply) values ($1, 'other', 'x', $2, 'y') returning id",
    [order, state],
  );
  return rows[0]?.id ?? 0;
}

const runAs = (who: Member, name: string, values: Record<string, unknown>) => who.rpc(name, values);

const run = (name: string, complaint: number, values: Record<string, unknown> = {}) =>
  runAs(clerk, name, { complaint_id: complaint, ...values });

async function stored(complaint: number): Promise<Record<string, unknown>> {
  const { rows } = await sql.query<Record<string, unknown>>("select * from public.complaints where id = $1", [
    complaint,
  ]);
  return rows[0] ?? {};
}

describe("a complaint", () => {
  it("S31: gets a number, customer and shop of its order, and a due time by the time limits", async () => {
    const complaint = await stored(await received());

    expect(complaint["complaint_no"]).toMatch(/^CP-\d{6,}$/);
    expect(complaint).toMatchObject({
      state: "open",
      customer_id: shop.customer,
      channel_id: shop.channel,
    });
    const { rows } = await sql.query<{ hours: number }>(
      "select extract(epoch from due_at - created_at)::int / 3600 as hours from public.complaints where id = $1",
      [complaint["id"]],
    );
    expect(rows).toEqual([{ hours: 48 }]);
  });

  it("S31: takes the time limit of its own shop before that of all shops", async () => {
    const { channel } = await committed(aShop);
    await sql.query("insert into public.sla_policies (stage, channel_id, hours) values ('resolve', $1, 6)", [
      channel,
    ]);

    const { rows } = await sql.query(
      `select extract(epoch from order_management.time_limit('resolve', $1))::int / 3600 as own,
         extract(epoch from order_management.time_limit('resolve', null))::int / 3600 as general`,
      [channel],
    );

    expect(rows).toEqual([{ own: 6, general: 48 }]);
  });

  it("S32 S33: goes from receipt to closed, and everybody sees who found what", async () => {
    const complaint = await received();

    const answers = [
      await run("investigate_complaint", complaint),
      await run("note_finding", complaint, { finding: "Bad thread", measure: "New supplier" }),
      await run("ask_customer", complaint, { question: "Which colour?" }),
      await run("resolve_complaint", complaint, { reply: "A new one is on its way" }),
      await run("close_complaint", complaint, { csat: 4 }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await stored(complaint)).toMatchObject({
      state: "closed",
      assignee_id: clerk.id,
      finding: "Bad thread",
      measure: "New supplier",
      reply: "A new one is on its way",
      csat: 4,
    });
    const { rows } = await sql.query(
      `select actor_id, new_values ->> 'state' as state from public.order_events
       where order_id = $1 and type = 'complaint_changed' and new_values ->> 'complaint_no' = $2
         and new_values ->> 'state' is distinct from old_values ->> 'state' order by id`,
      [order, (await stored(complaint))["complaint_no"]],
    );
    expect(rows).toEqual(states.slice(1).map((state) => ({ actor_id: clerk.id, state })));
  });

  it("S33: sends question and reply to the customer, each once", async () => {
    const complaint = await received();
    await run("investigate_complaint", complaint);
    await run("ask_customer", complaint, { question: "Which colour?" });

    const resolved = await run("resolve_complaint", complaint, { reply: "We are sorry" });
    const again = await run("resolve_complaint", complaint, { reply: "We are sorry" });

    expect([resolved.status, again.status, again.reason]).toEqual([200, 409, "not_the_next_step"]);
    const { rows } = await sql.query(
      "select topic, payload ->> 'text' as text from public.outbox where payload ->> 'complaint' = $1 order by id",
      [String(complaint)],
    );
    expect(rows).toEqual([
      { topic: "complaint_question", text: "Which colour?" },
      { topic: "complaint_reply", text: "We are sorry" },
    ]);
  });

  it("S33: is not resolved without a reply, and no satisfaction outside 1 to 5 is kept", async () => {
    const complaint = await received();
    await run("investigate_complaint", complaint);

    const silent = await run("resolve_complaint", complaint, { reply: "  " });
    const told = await run("resolve_complaint", complaint, { reply: "Sorry" });
    const answers = await Promise.all([0, 6, -1].map((csat) => run("close_complaint", complaint, { csat })));

    expect([silent.status, silent.reason, told.status]).toEqual([400, "reply_missing", 200]);
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });

  it("S32: goes no step but the next one, by SQL either", async () => {
    const wanted = ["open investigating", "investigating waiting_customer", "investigating resolved"];
    const allowed: string[] = [];
    for (const from of states) {
      for (const to of states.filter((state) => state !== from)) {
        const complaint = await complaintIn(from);
        const move = sql.query("update public.complaints set state = $2 where id = $1", [complaint, to]);
        const problem = await refusal(move).catch(() => undefined);
        if (problem === undefined) allowed.push(`${from} ${to}`);
        else expect(problem).toMatchObject({ reason: "not_the_next_step" });
      }
    }

    expect(allowed).toEqual([...wanted, "waiting_customer resolved", "resolved closed"]);
  });

  it("S32: two who take it at the same time: one does, the other hears it", async () => {
    const complaint = await received();
    const other = await aMember({ roles: ["customer_service"] });

    const answers = await Promise.all([
      run("investigate_complaint", complaint),
      runAs(other, "investigate_complaint", { complaint_id: complaint }),
    ]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("the right to handle complaints", () => {
  it.each(["admin", "manager", "customer_service"])("S32: %s can", async (role) => {
    const who = await aMember({ roles: [role] });

    const answer = await runAs(who, "investigate_complaint", { complaint_id: await received() });

    expect(answer.status).toBe(200);
  });

  it.each(["finance", "warehouse", "viewer"])("S32: %s cannot", async (role) => {
    const who = await aMember({ roles: [role] });

    const answer = await runAs(who, "investigate_complaint", { complaint_id: await received() });

    expect(answer.status).toBe(403);
  });

  it.each(["state", "reply", "finding", "csat"])(
    "S32: nobody writes %s past the operations",
    async (column) => {
      const complaint = await received();
      const value = { state: "closed", reply: "x", finding: "x", csat: 5 }[column];
      for (const role of ["admin", "customer_service"]) {
        const who = await aMember({ roles: [role] });

        const change = await who.rest(`/complaints?id=eq.${String(complaint)}`, {
          method: "PATCH",
          body: { [column]: value },
        });
        const birth = await who.rest("/complaints", {
          method: "POST",
          body: { type: "other", subject: "x", [column]: value },
        });

        expect([role, change.status, birth.status]).toEqual([role, 403, 403]);
      }
    },
  );

  it("S32: a closed complaint stays as it was", async () => {
    const complaint = await complaintIn("closed");

    const answers = [
      await run("assign_complaint", complaint, { assignee_id: clerk.id }),
      await run("note_finding", complaint, { finding: "late" }),
    ];

    expect(answers.map(({ reason }) => reason)).toEqual(["state_is_final", "state_is_final"]);
  });
});
