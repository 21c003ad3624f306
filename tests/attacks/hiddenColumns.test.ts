/** A column that a role may not read, and every way to it that REST offers. */
import { beforeAll, describe, expect, it } from "vitest";
import { viewAs } from "../support/members";
import type { RestAnswer } from "../support/RestClient";
import { aTarget, config, document, granted, readable, type Target, truth } from "./target";

let target: Target;

beforeAll(async () => {
  target = await aTarget();
});

/** Refused by Postgres itself, in words that name the table and no data. */
function expectDenied(answer: RestAnswer, table = "orders"): void {
  expect([answer.status, answer.text("code"), answer.text("message")]).toEqual([
    403,
    "42501",
    `permission denied for table ${table}`,
  ]);
}

describe("a hidden column", () => {
  it.each([
    "/orders?select=ship_phone",
    "/orders?select=*",
    "/orders?select=id,x:ship_phone",
    "/orders?select=ship_phone::text",
    "/orders?select=id&ship_phone=eq.13812345678",
    "/orders?select=id&ship_phone=like.138*",
    "/orders?select=id&ship_phone=not.is.null",
    "/orders?select=id&ship_phone=in.(13812345678)",
    "/orders?select=id&or=(id.eq.1,ship_phone.not.is.null)",
    "/orders?select=id&and=(or(ship_phone.gt.1,id.gt.0))",
    "/orders?select=id&order=ship_phone",
    "/orders?select=id&order=id,ship_phone.desc.nullslast",
    "/order_lines?select=id,orders(ship_phone)",
    "/order_lines?select=id,...orders(ship_phone)",
    "/order_lines?select=id,orders!inner(id)&orders.ship_phone=not.is.null",
    "/order_lines?select=id,orders(id,ship_phone)&order=orders(ship_phone)",
    "/orders?select=id,ship_phone&limit=0",
  ])("cannot be reached by GET %s", async (path) => {
    expectDenied(await target.attacker.rest(path));
  });

  it("cannot be reached through a relation to an entity that the role does not read", async () => {
    expectDenied(await target.attacker.rest("/orders?select=id,customers(phone)"));
    expectDenied(await target.attacker.rest("/orders?select=id,channels!inner(*)"), "channels");
    expectDenied(await target.attacker.rest("/customers?select=count"), "customers");
  });

  it.each(["ship_phone.count()", "ship_phone.max()", "ship_phone,id.count()"])(
    "cannot be aggregated or grouped: %s",
    async (select) => {
      const { status, body } = await target.attacker.rest(`/orders?select=${select}`);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(JSON.stringify(body)).not.toContain(target.phone);
    },
  );

  it.each([
    ["return=representation", "?select=ship_phone"],
    ["return=representation", ""],
    ["return=representation,count=exact,tx=rollback", "?select=*"],
    ["return=representation,missing=default,handling=lenient", "?select=id,ship_phone"],
  ])("does not come back from a change with Prefer: %s %s", async (prefer, select) => {
    const path = `/orders${select}${select ? "&" : "?"}id=eq.${target.seen}`;
    const body = { buyer_note: "mine" };

    expectDenied(await target.attacker.rest(path, { method: "PATCH", body, prefer }));
    expect(await truth("select buyer_note from public.orders where id = $1", target.seen)).not.toBe("mine");
  });

  it("cannot be written, nor used to choose what is written", async () => {
    const change = (path: string, body: unknown, prefer?: string) =>
      target.attacker.rest(path, { method: "PATCH", body, ...(prefer ? { prefer } : {}) });

    expectDenied(await change(`/orders?id=eq.${target.seen}`, { ship_phone: "1" }));
    expectDenied(await change("/orders?ship_phone=like.138*", { buyer_note: "x" }));
    expectDenied(
      await change(`/orders?id=eq.${target.seen}&columns=buyer_note,ship_phone`, { buyer_note: "x" }),
    );
    const upsert = await target.attacker.rest("/orders?on_conflict=id&columns=id,ship_phone", {
      method: "POST",
      body: [{ id: target.seen, ship_phone: "1" }],
      prefer: "resolution=merge-duplicates",
    });
    // Postgres first says that nobody writes keys of this kind.
    expect([upsert.status, upsert.text("code")]).toEqual([400, "428C9"]);
    expect(await truth("select ship_phone from public.orders where id = $1", target.seen)).toBe(target.phone);
  });

  it.each([
    "text/csv",
    "application/vnd.pgrst.object+json",
    "application/vnd.pgrst.plan+json",
    "application/geo+json",
    "application/octet-stream",
  ])("is not in an answer of another form: %s", async (accept) => {
    const path = `/orders?select=ship_phone&id=eq.${target.seen}`;
    const { status, body } = await target.attacker.rest(path, { headers: { accept } });

    expect(status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(body)).not.toContain(target.phone);
  });

  it("is not found by functions that look for the member", async () => {
    const found = await config(target.attacker, "find_records", { entity: "orders", search: target.phone });
    const history = await config(target.attacker, "record_history", {
      entity: "orders",
      record_id: String(target.seen),
    });

    expect(found.body).toEqual([]);
    expect(history.status).toBe(200);
    expect(JSON.stringify(history.body)).not.toContain(target.phone);
    const log = await config(target.attacker, "audit_log", { entity: "orders" });
    expect([log.status, log.reason]).toEqual([403, "right_missing"]);
  });

  it("stays hidden from whoever only looks through the role's eyes", async () => {
    const eyes = viewAs(target.admin, `role:${target.roleKey}`);

    expectDenied(await eyes.rest("/orders?select=ship_phone"));
    const own = await target.attacker.with({ "x-view-as": "role:admin" }).rest("/orders?select=ship_phone");
    expect([own.status, own.reason]).toEqual([403, "view_as_denied"]);
  });

  it("is closed at the next request with the token of before, and open again at the next", async () => {
    const permissions = document.permissions.map((each) =>
      each.entity === "orders" && each.action === "read"
        ? { ...each, fields: ["order_no", "channel_id"] }
        : each,
    );
    const save = (draft: unknown) =>
      granted(config(target.admin, "save_role", { role_id: target.roleId, document: draft }));
    expect((await target.attacker.rest("/orders?select=ship_city")).status).toBe(200);

    await save({ ...document, permissions });
    const closed = await target.attacker.rest("/orders?select=ship_city");
    await save(document);

    expectDenied(closed);
    expect((await target.attacker.rest(`/orders?select=${readable.join()}`)).status).toBe(200);
  });
});
