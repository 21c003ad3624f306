/** How orders end: cancelled until something leaves, else completed some days after the last delivery. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aLivelyShop, partsOf, rowOf, startedOrder, stateOf, waitingOrder } from "./livelyShop";
import { committed, insert, ship, type Shop } from "./shop";
import { aWarehouseClerk } from "./world";

let shop: Shop;
let manager: Member;
let clerk: Member;

beforeAll(async () => {
  [shop, manager, clerk] = await Promise.all([
    aLivelyShop(),
    aMember({ roles: ["manager"] }),
    aMember({ roles: ["customer_service"] }),
  ]);
});

const reservedBy = async (order: number) =>
  (
    await rowOf(
      order,
      `select coalesce(sum(r.qty), 0)::int as pieces from public.reservations as r
       join public.fulfillment_lines as l on l.id = r.fulfillment_line_id where l.order_id = $1 and r.state = 'active'`,
    )
  )?.pieces;

describe("cancelling", () => {
  const cancel = (order: number) =>
    clerk.rpc("cancel_order", { order_id: order, cancelled_by: "buyer", note: "买错了" });

  it("S23 before shipping releases the stock and asks a refund of what was paid", async () => {
    const order = await startedOrder(shop);
    expect(await reservedBy(order)).toBe(3);

    const answer = await cancel(order);

    expect([answer.status, answer.body]).toMatchObject([200, { lifecycle: "cancelled", refund: 280 }]);
    expect(await reservedBy(order)).toBe(0);
    expect(
      await rowOf(
        order,
        `select o.cancelled_by, o.cancel_reason, r.state, r.amount, r.requested_by_id, r.reason,
           (select bool_and(l.qty_cancelled = l.qty) from public.order_lines as l where l.order_id = o.id) as lines
         from public.orders as o join public.refunds as r on r.order_id = o.id where o.id = $1`,
      ),
    ).toEqual({
      ...{
        cancelled_by: "buyer",
        cancel_reason: "买错了",
        state: "requested",
        amount: "280.00",
        reason: "买错了",
      },
      ...{ requested_by_id: clerk.id, lines: true },
    });
    expect((await cancel(order)).reason).toBe("illegal_transition");
  });

  it("S23 needs a reason and somebody who cancels", async () => {
    const order = await waitingOrder(shop);
    const args = { order_id: order, cancelled_by: "buyer", note: " " };

    expect((await clerk.rpc("cancel_order", args)).reason).toBe("note_missing");
    expect((await clerk.rpc("cancel_order", { ...args, cancelled_by: "x", note: "x" })).reason).toBe(
      "unknown_canceller",
    );
  });

  it("S23 after release waits until the warehouse has stopped; its own clerk says so, no other", async () => {
    const order = await startedOrder(shop);
    const [shirts = 0] = await partsOf(order);
    await sql.query("update public.fulfillment_orders set status = 'released' where id = $1", [shirts]);
    const [own, other] = await Promise.all([aWarehouseClerk([shop.north]), aWarehouseClerk([shop.south])]);
    const stop = (who: Member) => who.rpc("call_back", { sub_order_id: shirts, note: "停" });

    expect((await cancel(order)).reason).toBe("already_released");
    expect((await stop(clerk)).status).toBe(403);
    expect((await stop(other)).status).toBe(404);
    expect((await stop(own)).status).toBe(200);
    expect((await stop(own)).reason).toBe("nothing_to_stop");
    expect((await cancel(order)).status).toBe(200);
  });

  it("S23 after shipping is refused and points to a return", async () => {
    const order = await startedOrder(shop);
    const [shirts = 0] = await partsOf(order);
    await committed((db) => ship(db, shop, shirts));

    const answer = await cancel(order);

    expect([answer.status, answer.reason]).toEqual([409, "already_shipped"]);
    expect(await stateOf(order)).toMatchObject({ lifecycle: "processing", fulfillment_status: "partial" });
  });

  it("S23 of ten people at once happens once, with one refund", async () => {
    const order = await startedOrder(shop);

    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(order)));

    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 409),
    ]);
    expect(await rowOf(order, "select count(*)::int from public.refunds where order_id = $1")).toEqual({
      count: 1,
    });
  });
});

describe("completion", () => {
  async function delivered(daysAgo: number): Promise<number> {
    const order = await startedOrder(shop);
    for (const part of await partsOf(order)) {
      const parcel = await committed((db) => ship(db, shop, part));
      await sql.query(
        `insert into public.tracking_events (shipment_id, code, at)
         values ($1, 'delivered', now() - make_interval(days => $2))`,
        [parcel, daysAgo],
      );
    }
    return order;
  }
  const feedback = async (order: number) =>
    (
      await rowOf(
        order,
        "select count(*)::int from public.outbox where topic = 'feedback_request' and order_id = $1",
      )
    )?.count;

  it("S26 comes by itself so many days after the last delivery, and asks for feedback once", async () => {
    const [old, recent] = await Promise.all([delivered(8), delivered(6)]);

    await sql.query("select order_management.complete_orders()");
    await sql.query("select order_management.complete_orders()");

    expect(await stateOf(old)).toMatchObject({ lifecycle: "completed" });
    expect(await stateOf(recent)).toMatchObject({ lifecycle: "processing" });
    expect([await feedback(old), await feedback(recent)]).toEqual([1, 0]);
  });

  it("S26 can be done by hand once everything is delivered and no return is open", async () => {
    const [order, open] = [await delivered(0), await delivered(8)];
    const back = await committed((db) => insert(db, "returns", { order_id: open }));
    const complete = (which: number) => manager.rpc("complete_order", { order_id: which });

    expect((await complete(await startedOrder(shop))).reason).toBe("not_delivered");
    expect((await complete(open)).reason).toBe("return_is_open");
    await sql.query("select order_management.complete_orders()");
    expect(await stateOf(open)).toMatchObject({ lifecycle: "processing" });
    expect((await complete(order)).status).toBe(200);
    await sql.query("update public.returns set state = 'rejected' where id = $1", [back]);
    expect((await complete(open)).status).toBe(200);
    expect([await feedback(order), await feedback(open)]).toEqual([1, 1]);
  });
});
