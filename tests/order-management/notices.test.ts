/** What the app tells to whom by itself: once, within seconds, and only to who may see it. */
import { beforeAll, describe, expect, inject, it } from "vitest";
import { hearing } from "../support/hearing";
import { aMember, type Member } from "../support/members";
import { sql } from "../support/sql";
import { anOrder, aShop, committed, insert, type Shop } from "./shop";

interface Told {
  kind: string;
  entity: string;
  record: string | null;
  count: number;
  body: string | null;
}

let shop: Shop;
let clerk: Member;
let manager: Member;
let finance: Member;
let northern: Member;
let southern: Member;

beforeAll(async () => {
  shop = await committed(aShop);
  clerk = await aMember({ roles: ["customer_service"] });
  manager = await aMember({ roles: ["manager"] });
  finance = await aMember({ roles: ["finance"] });
  northern = await aMember({ roles: ["warehouse"] });
  southern = await aMember({ roles: ["warehouse"] });
  await sql.query(
    "insert into config.member_values (member_id, variable_key, record_id) values ($1, 'my_warehouses', $2), ($3, 'my_warehouses', $4)",
    [northern.id, shop.north, southern.id, shop.south],
  );
});

const config = (member: Member, name: string, values: Record<string, unknown> = {}) =>
  member.rpc(name, values, "config");

async function list(member: Member): Promise<Told[]> {
  const notifications = await config(member, "my_notifications", { entry_limit: 50 });
  const { rows } = await sql.query<Told>(
    "select t.* from jsonb_to_recordset($1::jsonb -> 'list') as t (kind text, entity text, record text, count integer, body text)",
    [JSON.stringify(notifications.body)],
  );
  return rows;
}

/** What a member was told of one record; other tests make orders at the same time. */
const told = async (member: Member, record: number, entity = "orders") =>
  (await list(member))
    .filter((notice) => notice.entity === entity && notice.record === String(record))
    .map(({ kind, body }) => ({ kind, body }));

describe("a notice", () => {
  it("S13: of a new order reaches the role within five seconds, once, and rings", async () => {
    const { url, publishableKey } = inject("stack");
    const bell = { url, key: publishableKey, token: clerk.token, topic: `member:${clerk.id}` };
    const { heard } = await hearing(bell);
    const before = heard.length;

    const order = await committed((db) => anOrder(db, shop, { lifecycle: "pending_review" }));

    const { rows } = await sql.query<{ order_no: string }>("select order_no from orders where id = $1", [
      order,
    ]);
    const notice = { kind: "new_order", body: rows[0]?.order_no };
    await expect.poll(() => told(clerk, order), { timeout: 5_000 }).toEqual([notice]);
    expect(await told(manager, order)).toEqual([notice]);
    expect(await told(finance, order)).toEqual([]);
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThan(before);
  });

  it("S13: of many orders at once is one, and an import of old ones none", async () => {
    const many = await aMember({ roles: ["manager"] });
    const insertOrders = (count: number, age: string) =>
      sql.query(
        `insert into orders (channel_id, external_no, placed_at)
         select $1, $2 || n, now() - $4::interval from generate_series(1, $3::integer) as n`,
        [shop.channel, `${age}-`, count, age],
      );

    await insertOrders(57, "1 minute");
    await insertOrders(3, "1 year");

    const counts = (await list(many)).map(({ count }) => count);
    expect(counts.filter((count) => count === 57)).toHaveLength(1);
    expect(counts).not.toContain(3);
  });

  it("S13: of an order to approve goes to who may approve it, once", async () => {
    const dear = await committed(aShop);
    await sql.query("update channels set review_above = 100 where id = $1", [dear.channel]);

    const order = await committed((db) => anOrder(db, dear, { lifecycle: "pending_review" }));
    await sql.query("update orders set ship_name = 'Ada' where id = $1", [order]);

    const kinds = async (member: Member) => (await told(member, order)).map(({ kind }) => kind);
    expect(await kinds(manager)).toEqual(["needs_review", "new_order"]);
    expect(await kinds(clerk)).toEqual(["new_order"]);
  });

  it("S13: of low stock goes to the place, and to no other", async () => {
    const sku = await committed((db) =>
      insert(db, "skus", { sku_code: `low-${shop.tag}`, name: "Low", cost: "1", safety_stock: 5 }),
    );
    const alert = await committed((db) =>
      insert(db, "stock_alerts", { warehouse_id: shop.north, sku_id: sku, available: 4, safety_stock: 5 }),
    );

    expect((await told(northern, alert, "stock_alerts")).map(({ kind }) => kind)).toEqual(["low_stock"]);
    expect(await told(southern, alert, "stock_alerts")).toEqual([]);
    expect(await told(clerk, alert, "stock_alerts")).toEqual([]);
  });

  it("S13: of a late order comes once per promise, from the job", async () => {
    const order = await committed((db) => anOrder(db, shop));
    const kinds = async () => (await told(clerk, order)).map(({ kind }) => kind);
    const promise = (day: string) =>
      sql.query("update orders set promised_ship_at = now() - $2::interval where id = $1", [order, day]);
    const runJob = () => sql.query("select order_management.tell_overdue()");

    await promise("1 hour");
    await runJob();
    await runJob();
    expect(await kinds()).toEqual(["overdue", "new_order"]);
    await promise("3 days");
    await runJob();
    expect(await kinds()).toEqual(["overdue", "overdue", "new_order"]);
  });

  it("S88: of a late order goes to its owner instead of the roles, once per promise, whatever his role", async () => {
    const order = await committed((db) => anOrder(db, shop));
    const gone = await committed((db) => anOrder(db, shop));
    const promise = (day: string) =>
      sql.query("update orders set promised_ship_at = now() - $2::interval, assignee_id = $3 where id = $1", [
        order,
        day,
        finance.id,
      ]);
    const runJob = () => sql.query("select order_management.tell_overdue()");
    const late = async (member: Member, of = order) =>
      (await told(member, of)).filter(({ kind }) => kind === "overdue").length;

    await promise("1 hour");
    await sql.query(
      "update orders set promised_ship_at = now() - interval '1 hour', assignee_id = $2 where id = $1",
      [gone, northern.id],
    );
    await runJob();
    await runJob();
    expect([await late(finance), await late(clerk)]).toEqual([1, 0]);
    // Its owner may not see it, so those who may are told.
    expect([await late(northern, gone), await late(clerk, gone)]).toEqual([0, 1]);

    await promise("3 days");
    await runJob();
    expect(await late(finance)).toBe(2);
    const { rows } = await sql.query<{ due: boolean }>(
      "select ship_due_at = promised_ship_at as due from orders where id = $1",
      [order],
    );
    expect(rows).toEqual([{ due: true }]);
  });

  it("L29: is not sent to who does not want it, and wishes are everybody's own", async () => {
    const quiet = await aMember({ roles: ["customer_service"] });
    const kinds = async () => (await config(quiet, "my_notice_kinds")).rows;

    expect((await kinds()).map(({ key }) => key)).toEqual(["mention", "new_order", "overdue"]);
    await config(quiet, "want_notice", { kind: "new_order", is_wanted: false });
    expect(await kinds()).toContainEqual(expect.objectContaining({ key: "new_order", isWanted: false }));
    const order = await committed((db) => anOrder(db, shop));
    await config(quiet, "want_notice", { kind: "new_order", is_wanted: true });
    const next = await committed((db) => anOrder(db, shop));

    expect(await told(quiet, order)).toEqual([]);
    expect(await told(clerk, order)).toHaveLength(1);
    expect(await told(quiet, next)).toHaveLength(1);
    expect((await config(quiet, "want_notice", { kind: "x", is_wanted: true })).reason).toBe(
      "unknown_notice",
    );
  });
});
