/** The demo data: everything is there, it adds up, it says what it is, and it goes without a trace. */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { loadDemo } from "../../supabase/order-management/demo/loadDemo";
import { aMember } from "../support/members";
import { sql } from "../support/sql";
import { aShop, importRetail, ofShop, type Shop } from "./shop";

const value = async (query: string): Promise<unknown> =>
  Object.values((await sql.query<Record<string, unknown>>(query)).rows[0] ?? {})[0];

const states = (table: string, column: string) =>
  value(`select array_agg(distinct ${column} order by ${column}) from public.${table}`);

describe("demo data", () => {
  let shop: Shop;
  let invoicesBefore: unknown;

  beforeAll(async () => {
    invoicesBefore = await value("select count(*) from invoices");
    shop = await aShop();
    await importRetail(shop, "1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France");
    await loadDemo(inject("stack").databaseUrl);
  });

  afterAll(async () => {
    await sql.query("select public.remove_demo_data()");
  });

  it("is as large as promised", async () => {
    const demo = "tags @> '{演示 demo}'";
    expect(await value(`select count(*) from orders where ${demo}`)).toBe(2000);
    expect(await value(`select count(*) from customers where ${demo}`)).toBe(600);
    expect(await value("select count(*) from skus where sku_code like 'DEMO-%'")).toBe(40);
    expect(await value("select count(*) from warehouses where code like 'DEMO-%'")).toBe(3);
    expect(
      await value("select array_agg(platform order by platform) from channels where code like 'demo-%'"),
    ).toEqual(["amazon", "jd", "shopify", "taobao"]);
  });

  it.each([
    ["orders", "lifecycle", "cancelled completed confirmed draft pending_review processing"],
    ["orders", "payment_status", "overpaid paid partial partially_refunded refunded unpaid"],
    ["orders", "fulfillment_status", "delivered partial partially_delivered shipped unfulfilled"],
    ["orders", "aftersale_status", "none open partially_returned returned"],
    ["orders", "status", "cancelled completed delivered draft paid partially_shipped shipped to_pay to_ship"],
    [
      "fulfillment_orders",
      "status",
      "backorder cancelled delivered packed picking planned released reserved shipped",
    ],
    ["returns", "state", "approved closed in_transit inspected received rejected requested"],
    ["refunds", "state", "approved done processing rejected requested"],
    ["complaints", "state", "closed investigating open resolved waiting_customer"],
    ["payments", "state", "failed pending succeeded"],
  ])("has every state: %s.%s", async (table, column, expected) => {
    expect(await states(table, column)).toEqual(expected.split(" "));
  });

  it("adds up: payments, refunds, stock, reservations", async () => {
    expect(
      await value(
        `select count(*) from orders o where tags @> '{演示 demo}' and (
           paid_total <> (select coalesce(sum(amount), 0) from payments p where p.order_id = o.id and state = 'succeeded')
           or refunded_total <> (select coalesce(sum(amount), 0) from refunds r where r.order_id = o.id and state = 'done')
         )`,
      ),
    ).toBe(0);
    expect(
      await value(
        `select count(*) from stock b where on_hand <> (
             select sum(qty) from stock_movements m where (m.warehouse_id, m.sku_id) = (b.warehouse_id, b.sku_id))
           or reserved <> (select coalesce(sum(qty), 0) from reservations r
             where (r.warehouse_id, r.sku_id) = (b.warehouse_id, b.sku_id) and state = 'active')`,
      ),
    ).toBe(0);
  });

  it("happened in the last 180 days, nothing of it tomorrow", async () => {
    expect(
      await value(
        `select bool_and(placed_at between now() - interval '183 days' and now()) from orders
         where tags @> '{演示 demo}'`,
      ),
    ).toBe(true);
    expect(await value("select count(*) from order_events where at > now()")).toBe(0);
  });

  it("can reach nobody: numbers that do not exist, addresses at example.com", async () => {
    expect(
      await value(
        `select count(*) from customers where tags @> '{演示 demo}'
         and not (email like '%@example.com' and phone ~ '^(120\\d{8}|\\+1 \\d{3}-555-01\\d\\d)$')`,
      ),
    ).toBe(0);
  });

  it("is loaded once only", async () => {
    await loadDemo(inject("stack").databaseUrl);

    expect(await value("select count(*) from orders where tags @> '{演示 demo}'")).toBe(2000);
  });

  it("S93: goes without a trace, for an admin only, and leaves real data alone", async () => {
    await sql.query(
      `insert into order_lines (order_id, line_no, sku_id, title, qty)
       select o.id, 99, s.id, 'a demo SKU in a real order', 1
       from orders o join channels c on c.id = o.channel_id, skus s
       where c.code = $1 and s.sku_code = 'DEMO-MG-1'`,
      [shop.channelCode],
    );

    const [admin, manager] = [await aMember({ roles: ["admin"] }), await aMember({ roles: ["manager"] })];
    expect((await manager.rpc("remove_demo_data")).status).toBe(403);
    const kept = await admin.rpc("remove_demo_data");

    expect(kept.status).toBe(200);
    expect(kept.body).toMatchObject({ skus: 1, products: 1, customers: 0, channels: 0, warehouses: 0 });
    expect(await value("select count(*) from orders where tags @> '{演示 demo}'")).toBe(0);
    expect(await value("select count(*) from customers where tags @> '{演示 demo}'")).toBe(0);
    expect(await value("select count(*) from invoices")).toBe(invoicesBefore);
    expect(
      await ofShop(shop, "select external_no from shop join orders o on o.channel_id = shop.id"),
    ).toEqual([{ external_no: "1" }]);
    expect(
      await value(
        `select count(*) from pg_trigger where tgname = 'stock_movements__append_only' and tgenabled = 'O'`,
      ),
    ).toBe(1);
    expect((await admin.rpc("drift", {}, "config")).body).toEqual([]);
  });
});
