/** Rows outside a role's scope, and every way to them that REST offers. */
import { beforeAll, describe, expect, it } from "vitest";
import { viewAs } from "../support/members";
import { sql } from "../support/sql";
import { aTarget, config, type Target, truth } from "./target";

let target: Target;

beforeAll(async () => {
  target = await aTarget();
});

const noteOf = (id: number) => truth("select buyer_note from public.orders where id = $1", id);

describe("a hidden row", () => {
  it("is neither listed, nor counted, nor found by its key", async () => {
    const list = await target.attacker.rest("/orders?select=id", { prefer: "count=exact" });
    const single = await target.attacker.rest(`/orders?select=id&id=eq.${target.hidden}`);
    const counted = await target.attacker.rest(`/orders?select=id&id=eq.${target.hidden}`, {
      method: "HEAD",
      prefer: "count=exact",
    });

    expect(list.rows).toEqual([{ id: target.seen }]);
    expect(list.headers.get("content-range")).toBe("0-0/1");
    expect(single.rows).toEqual([]);
    expect(counted.headers.get("content-range")).toBe("*/0");
  });

  it("does not show behind its children, and hides those with it", async () => {
    const line = await target.attacker.rest(
      `/order_lines?select=id,orders(order_no)&id=eq.${target.hiddenLine}`,
    );
    const lines = await target.attacker.rest("/order_lines?select=orders!inner(id)");
    const through = await target.attacker.rest(`/order_lines?select=id&order_id=eq.${target.hidden}`);

    expect(line.rows).toEqual([]);
    expect(new Set(lines.rows.map(({ orders }) => JSON.stringify(orders)))).toEqual(
      new Set([JSON.stringify({ id: target.seen })]),
    );
    expect(through.rows).toEqual([]);
  });

  it("cannot be changed, deleted or replaced", async () => {
    const { attacker, hidden } = target;
    const path = `/orders?id=eq.${hidden}`;
    const body = { buyer_note: "mine" };

    const change = await attacker.rest(`${path}&select=id`, {
      method: "PATCH",
      body,
      prefer: "return=representation",
    });
    const remove = await attacker.rest(path, { method: "DELETE" });
    const replace = await attacker.rest(path, { method: "PUT", body: { id: hidden, ...body } });
    const merge = await attacker.rest("/orders?on_conflict=id", {
      method: "POST",
      body: { id: hidden, ...body },
      prefer: "resolution=merge-duplicates",
    });

    expect(change.rows).toEqual([]);
    expect(remove.status).toBe(403);
    // Postgres first says that nobody writes keys of this kind.
    for (const answer of [replace, merge])
      expect([answer.status, answer.text("code")]).toEqual([400, "428C9"]);
    expect(await noteOf(hidden)).not.toBe("mine");
  });

  it("is not among the rows of a change without a filter", async () => {
    const { status } = await target.attacker.rest("/orders?id=gt.0", {
      method: "PATCH",
      body: { buyer_note: "all" },
    });

    expect(status).toBe(204);
    expect([await noteOf(target.seen), await noteOf(target.hidden)]).toEqual(["all", null]);
  });

  it("cannot be reached by moving one's own row there", async () => {
    const { rows } = await sql.query<{ id: number }>("select id from public.channels where code = $1", [
      `x${target.shop.tag}`,
    ]);
    const body = { channel_id: rows[0]?.id };

    const answer = await target.attacker.rest(`/orders?id=eq.${target.seen}`, { method: "PATCH", body });

    expect([answer.status, answer.text("code")]).toEqual([403, "42501"]);
  });

  it("has no history, no search hit, and nothing to take back", async () => {
    const { attacker, hidden, admin } = target;
    await admin.rest(`/orders?id=eq.${hidden}`, { method: "PATCH", body: { buyer_note: "secret wish" } });
    const entry = await truth("select max(id) from engine.audit_entries where table_name = 'orders'");

    const history = await config(attacker, "record_history", { entity: "orders", record_id: String(hidden) });
    const found = await config(attacker, "find_records", { entity: "orders", search: "secret wish" });
    const revert = await config(attacker, "revert_change", { entry_id: entry });

    expect([history.status, history.reason]).toEqual([404, "not_found"]);
    expect(found.body).toEqual([]);
    expect([revert.status, revert.reason]).toEqual([403, "not_allowed_or_gone"]);
    expect(await noteOf(hidden)).toBe("secret wish");
  });

  it("stays hidden from the admin while he looks as the member, and from the member who looks as the admin", async () => {
    const { admin, attacker } = target;
    const list = "/orders?select=id";

    const asAttacker = await viewAs(admin, `member:${attacker.id}`).rest(list);
    const upwards = await viewAs(attacker, `member:${admin.id}`).rest(list);
    const both = await attacker.with({ "x-view-as": `member:${admin.id}, role:admin` }).rest(list);

    expect(asAttacker.rows).toEqual([{ id: target.seen }]);
    expect([upwards.status, upwards.reason]).toEqual([403, "view_as_denied"]);
    expect([both.status, both.reason]).toEqual([403, "view_as_denied"]);
  });
});
