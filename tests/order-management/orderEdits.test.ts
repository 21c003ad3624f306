/** Edits of an order under way: quantities with the money that follows, recipient, and what customers may change themselves. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { aLivelyShop, partsOf, pay, rowOf, startedOrder, stateOf, waitingOrder } from "./livelyShop";
import { anOrder, committed, ship, type Shop } from "./shop";

let shop: Shop;
let manager: Member;
let clerk: Member;
let finance: Member;

beforeAll(async () => {
  [shop, manager, clerk, finance] = await Promise.all([
    aLivelyShop(),
    aMember({ roles: ["manager"] }),
    aMember({ roles: ["customer_service"] }),
    aMember({ roles: ["finance"] }),
  ]);
});

/** Line 1: two shirts (net 180.00, shipping 6.67); line 2: a pair of shoes (net 90.00, shipping 3.33). */
async function change(order: number, line: number, qty: number) {
  const row = await rowOf(
    order,
    `select id::int from public.order_lines where order_id = $1 and line_no = ${line}`,
  );
  return manager.rpc("change_quantity", { line_id: row?.id, qty, note: "客户来电" });
}
const reserved = async (order: number) =>
  (
    await rowOf(
      order,
      `select coalesce(sum(r.qty), 0)::int as pieces from public.reservations as r
       join public.fulfillment_lines as l on l.id = r.fulfillment_line_id where l.order_id = $1 and r.state = 'active'`,
    )
  )?.pieces;
const money = (order: number) =>
  rowOf(
    order,
    "select grand_total, pending_difference, payment_status, lifecycle from public.orders where id = $1",
  );
const settle = (who: Member, how: string, order: number) =>
  who.rpc(`${how}_difference`, {
    order_id: order,
    ...(how === "collect" ? { method: "wechat" } : {}),
    note: "说明",
  });

describe("S24 S21 another quantity", () => {
  it("S24 S21 less: stock is reserved anew, the difference waits and is refunded; all of it is told with the reason", async () => {
    const order = await startedOrder(shop);

    const answer = await change(order, 1, 1);

    expect([answer.status, answer.body]).toMatchObject([
      200,
      { grand_total: 186.66, pending_difference: -93.34 },
    ]);
    expect([await reserved(order), await stateOf(order)]).toMatchObject([
      2,
      { lifecycle: "processing", parts: 2 },
    ]);
    expect(
      await rowOf(
        order,
        `select actor_id, note, old_values ->> 'qty' as was, new_values ->> 'qty' as now from public.order_events
         where order_id = $1 and type = 'line_changed' and new_values ->> 'qty' = '1'`,
      ),
    ).toEqual({ actor_id: manager.id, note: "客户来电", was: "2", now: "1" });
    expect((await settle(finance, "collect", order)).reason).toBe("no_difference");
    expect((await settle(finance, "refund", order)).status).toBe(200);
    expect(await money(order)).toMatchObject({ pending_difference: "0.00" });
    expect(await rowOf(order, "select amount, state from public.refunds where order_id = $1")).toEqual({
      amount: "93.34",
      state: "requested",
    });
  });

  it("S24 more: waits for the rest of the money, and goes on when it has come", async () => {
    const order = await startedOrder(shop);

    await change(order, 2, 2);

    expect(await money(order)).toMatchObject({
      ...{ grand_total: "380.00", pending_difference: "100.00" },
      ...{ payment_status: "partial", lifecycle: "confirmed" },
    });
    expect(await reserved(order)).toBe(0);
    expect((await settle(finance, "collect", order)).status).toBe(200);
    await sql.query(
      "update public.payments set state = 'succeeded' where order_id = $1 and state = 'pending'",
      [order],
    );
    expect(await money(order)).toMatchObject({ payment_status: "paid", lifecycle: "processing" });
    expect(await reserved(order)).toBe(4);
  });

  it("S24 more, waived: becomes a discount, so that the order is paid and its parts add up", async () => {
    const order = await startedOrder(shop);
    await change(order, 2, 2);

    expect((await finance.rpc("waive_difference", { order_id: order, note: " " })).reason).toBe(
      "note_missing",
    );
    expect((await settle(finance, "waive", order)).status).toBe(200);

    expect(await money(order)).toEqual({
      ...{
        grand_total: "280.00",
        pending_difference: "0.00",
        payment_status: "paid",
        lifecycle: "processing",
      },
    });
    expect(
      await rowOf(
        order,
        `select sum(l.net + l.shipping_share + l.tax) = max(o.grand_total) as adds_up
         from public.orders as o join public.order_lines as l on l.order_id = o.id where o.id = $1`,
      ),
    ).toEqual({ adds_up: true });
  });

  it("S24 none: the line is cancelled and bills nothing; the last line is not cancelled like this", async () => {
    const order = await startedOrder(shop);

    expect((await change(order, 1, 0)).body).toMatchObject({
      grand_total: 93.33,
      pending_difference: -186.67,
    });
    expect((await change(order, 1, 1)).reason).toBe("line_is_cancelled");
    expect((await change(order, 2, 0)).reason).toBe("last_line");
    expect(await reserved(order)).toBe(1);
  });

  it("S24 unpaid: only the total changes", async () => {
    const order = await waitingOrder(shop);

    await change(order, 1, 1);

    expect(await money(order)).toMatchObject({ grand_total: "186.66", pending_difference: "0.00" });
    await pay(order, "186.66");
    expect(await money(order)).toMatchObject({ payment_status: "paid", lifecycle: "processing" });
  });

  it("S24 is refused once a warehouse has begun, after shipping, for odd numbers, and to customer service", async () => {
    const order = await startedOrder(shop);
    const [shirts = 0] = await partsOf(order);
    const line = await rowOf(
      order,
      "select id::int from public.order_lines where order_id = $1 and line_no = 1",
    );

    for (const qty of [-1, 2 ** 31]) expect((await change(order, 1, qty)).reason).toBe("invalid_quantity");
    const args = { line_id: line?.id, qty: 1, note: "x" };
    for (const who of [clerk, finance]) expect((await who.rpc("change_quantity", args)).status).toBe(403);
    await sql.query("update public.fulfillment_orders set status = 'picking' where id = $1", [shirts]);
    expect((await change(order, 1, 1)).reason).toBe("already_released");
    await committed((db) => ship(db, shop, shirts));
    expect((await change(order, 1, 1)).reason).toBe("already_shipped");
  });
});

describe("S22 changes of customers", () => {
  const window = (minutes: number, fields: string[]) =>
    sql.query("update public.channels set change_window_minutes = $2, change_fields = $3 where id = $1", [
      shop.channel,
      minutes,
      fields,
    ]);
  const confirmed = async (minutesAgo: number) => {
    const order = await committed((db) => anOrder(db, shop));
    await sql.query(
      "update public.orders set confirmed_at = now() - make_interval(mins => $2) where id = $1",
      [order, minutesAgo],
    );
    return order;
  };
  const wish = (order: number, changes: Record<string, unknown>) =>
    clerk.rpc("change_for_customer", { order_id: order, ...changes });

  it("S22 are taken in the 29th minute and refused in the 31st", async () => {
    await window(30, ["ship_street"]);
    const [early, late] = [await confirmed(29), await confirmed(31)];

    expect((await wish(early, { ship_street: "新路 2 号" })).status).toBe(200);
    expect((await wish(late, { ship_street: "新路 2 号" })).reason).toBe("change_window_closed");
    expect((await rowOf(early, "select ship_street from public.orders where id = $1"))?.ship_street).toBe(
      "新路 2 号",
    );
  });

  it("S22 reach only the fields that the shop opens", async () => {
    await window(30, ["ship_phone"]);
    const order = await confirmed(1);

    expect((await wish(order, { ship_phone: "13900001111", ship_name: "张三丰" })).status).toBe(200);
    const answer = await wish(order, { ship_phone: "13900002222", ship_name: "李四" });
    expect([answer.status, answer.reason]).toEqual([403, "field_not_open"]);
    expect(await rowOf(order, "select ship_phone, ship_name from public.orders where id = $1")).toEqual({
      ship_phone: "13900001111",
      ship_name: "张三丰",
    });
  });

  it("S21 S22 an address changes with its reason until a warehouse begins, for nobody afterwards", async () => {
    const order = await startedOrder(shop);
    const [shirts = 0] = await partsOf(order);
    const move = (note?: string) =>
      clerk.rpc("change_recipient", { order_id: order, ship_city: "宁波市", note });

    expect((await move()).reason).toBe("note_missing");
    expect((await move("搬家")).status).toBe(200);
    expect(
      await rowOf(
        order,
        "select note from public.order_events where order_id = $1 and type = 'address_changed'",
      ),
    ).toEqual({ note: "搬家" });
    await sql.query("update public.fulfillment_orders set status = 'released' where id = $1", [shirts]);
    const patch = { method: "PATCH" as const, body: { ship_city: "上海市" } };
    expect((await manager.rest(`/orders?id=eq.${order}`, patch)).reason).toBe("recipient_is_fixed");
    expect(
      (await clerk.rpc("change_recipient", { order_id: order, ship_city: "上海市", note: "x" })).reason,
    ).toBe("recipient_is_fixed");
  });
});
