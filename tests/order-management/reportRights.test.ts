/** Reports over REST: who can, who cannot, and that a report never shows more than its reader may read. */
import { beforeAll, describe, expect, it } from "vitest";
import { inRollback } from "../support/inRollback";
import { aMember } from "../support/members";
import { refusal } from "./refusal";
import { anOrder, aShop, committed, split, type Shop } from "./shop";
import { aWarehouseClerk } from "./world";

const period = { since: "2020-01-01", until: "2035-12-31" };
const withAmounts = ["report_sales", "report_order_values", "report_order_amounts", "report_revenue"];
const counts = ["report_units", "report_repeat", "report_hours", "report_regions"];

let shop: Shop;

/** Every day of sixteen years, for one shop: other tests have left hundreds of them. */
const ofShop = () => ({ ...period, channel_ids: [shop.channel] });

beforeAll(async () => {
  shop = await committed(aShop);
  await committed(async (db) => {
    for (const place of [shop.north, shop.south]) {
      const order = await anOrder(db, shop, { lines: [{ sku: shop.shirt, qty: 1, price: "9" }] });
      await db.query("update public.orders set promised_ship_at = now() where id = $1", order);
      await split(db, order, [place]);
    }
  });
});

describe("reports over REST", () => {
  it.each(["admin", "manager", "finance", "viewer"])("S41: %s can read sales", async (role) => {
    const answer = await (await aMember({ roles: [role] })).rpc("report_sales", ofShop());

    expect(answer.status).toBe(200);
  });

  it.each(["customer_service", "warehouse"])("S41: %s cannot", async (role) => {
    const answer = await (await aMember({ roles: [role] })).rpc("report_sales", ofShop());

    expect(answer.status).toBe(403);
  });

  it.each([
    ...withAmounts,
    ...counts,
    "report_stages",
    "report_on_time",
    "report_carriers",
    "report_complaints",
  ])("S41: %s is read by GET, as a table that can be filtered and exported", async (name) => {
    const admin = await aMember({ roles: ["admin"] });

    const answer = await admin.rest(
      `/rpc/${name}?since=2020-01-01&until=2020-02-01&channel_ids=${encodeURIComponent("{1,2}")}&zone=UTC&limit=1`,
    );

    expect(answer.status).toBe(200);
    expect(Array.isArray(answer.body)).toBe(true);
  });

  it("S88: a warehouse counts only what it ships itself", async () => {
    const clerk = await aWarehouseClerk([shop.north]);

    const answer = await clerk.rpc("report_on_time", { ...period, channel_ids: [shop.channel] });

    expect(answer.rows).toMatchObject([{ promised: 1 }]);
  });

  it.each([
    ["a time zone that is not there", { zone: "Mars/Olympus" }],
    ["a bucket that is not there", { bucket: "moment" }],
    ["no day", { since: "soon" }],
  ])("S41: %s is refused as wrong, not as a failure", async (_, values) => {
    const answer = await (await aMember({ roles: ["admin"] })).rpc("report_sales", { ...period, ...values });

    expect(answer.status).toBe(400);
  });
});

describe("a role that may read no amounts", () => {
  it(
    "S41: gets none from a report either, though it may run it",
    inRollback(async (db) => {
      await db.query(
        'select engine.define_role(\'counter\', \'{"en": "Counter", "zh-CN": "计数"}\', \'{"rank": 50}\')',
      );
      await db.query(
        `select engine.allow('counter', 'orders', 'read',
           fields => '{placed_at,channel_id,customer_id,is_sale,lifecycle,ship_province,ship_country}')`,
      );
      for (const [entity, fields] of [
        ["channels", "{shop_name,time_zone}"],
        ["order_lines", "{order_id,sku_id,title,external_sku,qty,qty_cancelled,qty_returned}"],
        ["refund_lines", "{refund_id,order_line_id,qty}"],
        ["refunds", "{state}"],
        ["skus", "{sku_code,name,product_id}"],
        ["products", "{category}"],
      ])
        await db.query("select engine.allow('counter', $1, 'read', fields => $2)", entity, fields);
      await db.query("select engine.allow_operations('counter', variadic $1)", [...withAmounts, ...counts]);
      await db.query("select engine.sync_roles()");
      const counter = db.as("counter");
      const ask = (name: string) =>
        counter.query(
          `select * from public.${name}('2020-01-01', '2035-12-31'${name === "report_regions" ? ", at_least => 1" : ""})`,
        );

      for (const name of counts)
        expect({ name, rows: (await ask(name)).length > 0 }).toEqual({ name, rows: true });
      for (const name of withAmounts) expect((await refusal(ask(name))).code).toBe("42501");
    }),
  );

  it("S42: pieces can be known where amounts cannot", async () => {
    const clerk = await aMember({ roles: ["customer_service"] });

    const units = await clerk.rpc("report_units", period);
    const revenue = await clerk.rpc("report_revenue", period);

    expect([units.status, revenue.status]).toEqual([200, 403]);
    expect(Object.keys(units.rows[0] ?? {})).not.toContain("net");
  });
});
