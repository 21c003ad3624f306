/** What people do with orders over REST: who can, who cannot, and who tries to get round it. */
import { beforeAll, describe, expect, it } from "vitest";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, type Shop } from "./shop";

describe("operations on orders over REST", () => {
  let shop: Shop;
  let manager: Member;
  let clerk: Member;
  const everybody = new Map<string, Member>();
  function memberOf(role: string): Member {
    const member = everybody.get(role);
    if (!member) throw new Error(`nobody is ${role}`);
    return member;
  }
  const anOrderIn = (state: string) => committed((db) => anOrder(db, shop, { lifecycle: state }));
  const limit = (amount: number | null) =>
    sql.query("update public.channels set review_above = $2 where id = $1", [shop.channel, amount]);
  const run = (who: Member, [name, order]: [string, number], args: Record<string, unknown> = {}) =>
    who.rpc(name, { order_id: order, ...args });

  beforeAll(async () => {
    shop = await committed(aShop);
    for (const role of ["admin", "manager", "customer_service", "finance", "warehouse", "viewer"]) {
      everybody.set(role, await aMember({ roles: [role] }));
    }
    manager = memberOf("manager");
    clerk = memberOf("customer_service");
  });

  it("S12 an order with an empty address or an unknown SKU needs attention and can be neither approved nor shipped", async () => {
    const order = await anOrderIn("pending_review");
    const gaps = async () => {
      const [row] = (await manager.rest(`/orders?id=eq.${order}&select=attention_reasons`)).rows;
      return row?.attention_reasons;
    };
    await sql.query("update public.order_lines set sku_id = null where order_id = $1 and line_no = 1", [
      order,
    ]);
    await clerk.rest(`/orders?id=eq.${order}`, {
      method: "PATCH",
      body: { ship_street: "", ship_name: null },
    });

    expect(await gaps()).toEqual(["recipient_missing", "address_incomplete", "unknown_sku"]);
    expect((await run(manager, ["approve_order", order])).reason).toBe("order_incomplete");

    await sql.query("update public.order_lines set sku_id = $2 where order_id = $1", [order, shop.shirt]);
    await clerk.rest(`/orders?id=eq.${order}`, {
      method: "PATCH",
      body: { ship_street: "文三路 1 号", ship_name: "张三" },
    });
    expect(await gaps()).toEqual([]);
    expect((await run(manager, ["approve_order", order])).status).toBe(200);
  });

  it("S14 an order above the limit waits for a permitted other person, who stays on it with the time", async () => {
    await limit(100);
    const made = await manager.rest("/orders?select=id", {
      method: "POST",
      body: { channel_id: shop.channel, ship_name: "李四", ship_street: "路 1 号", ship_city: "上海市" },
      prefer: "return=representation",
    });
    const order = Number(made.rows[0]?.id);
    await committed((db) =>
      insert(db, "order_lines", {
        order_id: order,
        line_no: 1,
        title: "x",
        sku_id: shop.shirt,
        qty: 1,
        unit_price: 100.01,
      }),
    );
    expect((await run(clerk, ["submit_order", order])).status).toBe(200);

    expect((await run(clerk, ["approve_order", order])).reason).toBe("needs_approval");
    expect((await run(manager, ["approve_order", order])).reason).toBe("needs_second_person");
    const other = await aMember({ roles: ["manager"] });
    expect((await run(other, ["approve_order", order], { note: "称重核对过" })).body).toMatchObject({
      lifecycle: "confirmed",
    });

    const { rows } = await sql.query(
      `select confirmed_by_id, confirmed_at > now() - interval '1 minute' as is_recent, e.actor_id, e.note
       from public.orders as o join public.order_events as e on e.order_id = o.id
       where o.id = $1 and e.new_values ->> 'lifecycle' = 'confirmed'`,
      [order],
    );
    expect(rows).toEqual([
      { confirmed_by_id: other.id, is_recent: true, actor_id: other.id, note: "称重核对过" },
    ]);
    await limit(null);
  });

  it("S14 an order within the limit is approved by customer service, one of a blocked customer is not", async () => {
    const [ours, theirs] = [await anOrderIn("pending_review"), await anOrderIn("pending_review")];

    expect((await run(clerk, ["approve_order", ours])).status).toBe(200);
    await sql.query("update public.customers set is_blocked = true where id = $1", [shop.customer]);
    expect((await run(clerk, ["approve_order", theirs])).reason).toBe("needs_approval");
    await sql.query("update public.customers set is_blocked = false where id = $1", [shop.customer]);
  });

  it("S24 a held order is not approved until somebody lets it go on; both stand in the timeline with their reason", async () => {
    const order = await anOrderIn("pending_review");

    expect((await run(clerk, ["hold_order", order], { hold_reason: "nonsense" })).reason).toBe(
      "unknown_hold_reason",
    );
    await run(clerk, ["hold_order", order], { hold_reason: "fraud", note: "电话打不通" });
    expect((await run(manager, ["approve_order", order])).reason).toBe("order_on_hold");
    await run(clerk, ["release_hold", order], { note: "已核实" });
    expect((await run(manager, ["approve_order", order])).status).toBe(200);

    const { rows } = await sql.query(
      "select note, actor_id from public.order_events where order_id = $1 and type = 'hold_changed' order by id",
      [order],
    );
    expect(rows).toEqual([
      { note: "电话打不通", actor_id: clerk.id },
      { note: "已核实", actor_id: clerk.id },
    ]);
  });

  it.each([
    ["submit_order", "draft", ["admin", "manager", "customer_service"]],
    ["approve_order", "pending_review", ["admin", "manager", "customer_service"]],
    ["hold_order", "confirmed", ["admin", "manager", "customer_service", "finance"]],
    ["cancel_order", "confirmed", ["admin", "manager", "customer_service"]],
    ["complete_order", "confirmed", ["admin", "manager"]],
  ])("L7 %s can be run by exactly the roles that may", async (name, state, mayRun) => {
    const more = {
      hold_order: { hold_reason: "other" },
      cancel_order: { cancelled_by: "buyer", note: "不要了" },
    }[name];
    for (const [role, who] of everybody) {
      const answer = await run(who, [name, await anOrderIn(state)], more);
      const can = answer.status === 200 || answer.reason === "illegal_transition";
      expect({ role, can }).toEqual({ role, can: mayRun.includes(role) });
    }
  });

  it("L7 a role whose transition is switched off is refused, although it may run the operation", async () => {
    const order = await anOrderIn("draft");
    const only = "axis = 'lifecycle' and from_state = 'draft' and role_key = 'customer_service'";
    await sql.query(
      `update public.status_rules set is_active = false where ${only} and to_state = 'pending_review'`,
    );

    const answer = await run(clerk, ["submit_order", order]);
    await sql.query(`update public.status_rules set is_active = true where ${only}`);

    expect([answer.status, answer.reason]).toEqual([409, "illegal_transition"]);
    expect((await run(manager, ["submit_order", order])).status).toBe(200);
  });

  it("N10 nobody gets round it by writing states, holds or reasons directly", async () => {
    const order = await anOrderIn("pending_review");
    for (const who of [memberOf("admin"), manager, clerk]) {
      for (const body of [
        { lifecycle: "confirmed" },
        { hold_reasons: [] },
        { attention_reasons: [] },
        { confirmed_by_id: null },
        { is_sealed: true },
        { pending_difference: 0 },
      ]) {
        expect((await who.rest(`/orders?id=eq.${order}`, { method: "PATCH", body })).status).toBe(403);
      }
      const born = { channel_id: shop.channel, lifecycle: "confirmed" };
      expect((await who.rest("/orders", { method: "POST", body: born })).status).toBe(403);
    }
    expect((await manager.rest(`/orders?id=eq.${order}&select=lifecycle,hold_reasons`)).rows).toEqual([
      { lifecycle: "pending_review", hold_reasons: [] },
    ]);
  });

  it("S15 each status in a list is exactly what SQL counts", async () => {
    const mine = `channel_id=eq.${shop.channel}`;
    const { rows } = await sql.query<{ status: string; count: number }>(
      "select status, count(*)::int as count from public.orders where channel_id = $1 group by 1 order by 1",
      [shop.channel],
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { status, count } of rows) {
      expect((await manager.rest(`/orders?${mine}&status=eq.${status}&select=id`)).rows).toHaveLength(count);
    }
  });
});
