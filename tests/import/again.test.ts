/** Importing again: the same file, the same rows elsewhere, changed rows, a trial run. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { sql } from "../support/sql";
import {
  aFile,
  aShop,
  importPath,
  importRetail,
  ofShop,
  outcomes,
  retailFile,
  retailHeader,
  withClient,
} from "./shop";
import { importFile } from "../../supabase/order-management/import/importFile";

const rows = [
  "1,A{tag},Lamp,2,2011-03-01 10:00:00,5.00,77,France",
  "1,B{tag},Chair,1,2011-03-01 10:00:00,20.00,77,France",
  "C2,A{tag},Lamp,-1,2011-03-05 10:00:00,5.00,77,France",
  "A3,B{tag},Bad debt,1,2011-03-05 10:00:00,-7.25,,France",
];

const everything = `select
  (select count(*) from orders o where o.channel_id = shop.id) as orders,
  (select count(*) from order_lines l join orders o on o.id = l.order_id where o.channel_id = shop.id) as lines,
  (select count(*) from payments p join orders o on o.id = p.order_id where o.channel_id = shop.id) as payments,
  (select count(*) from refunds r join orders o on o.id = r.order_id where o.channel_id = shop.id) as refunds,
  (select count(*) from credits c where c.channel_id = shop.id) as credits,
  (select count(*) from adjustments a where a.channel_id = shop.id) as adjustments,
  (select count(*) from customer_identities i where i.channel_id = shop.id) as buyers
  from shop`;

const once = [{ orders: 1, lines: 2, payments: 1, refunds: 1, credits: 1, adjustments: 1, buyers: 1 }];

describe("importing again", () => {
  it("the same file changes nothing", async () => {
    const shop = await aShop();
    const path = await retailFile(shop, rows);
    const first = await importPath(path, shop.retail);

    const second = await importPath(path, shop.retail);

    expect(first.wasDone).toBe(false);
    expect(second).toMatchObject({ wasDone: true, batch: first.batch });
    expect(await ofShop(shop, everything)).toEqual(once);
  });

  it("the same file, packed, changes nothing", async () => {
    const shop = await aShop();
    const text = [retailHeader, ...rows].join("\n").replaceAll("{tag}", shop.tag);
    await importPath(await aFile("a.csv", text), shop.retail);

    const second = await importPath(await aFile("a.csv.gz", gzipSync(text)), shop.retail);

    expect(second.wasDone).toBe(true);
  });

  it("the same rows in another file are unchanged", async () => {
    const shop = await aShop();
    await importRetail(shop, ...rows);

    const second = await importRetail(shop, ...[...rows].reverse());

    expect(await outcomes(second)).toEqual(["unchanged", "unchanged", "unchanged", "unchanged"]);
    expect(await ofShop(shop, everything)).toEqual(once);
  });

  it("changed rows are rejected and change nothing", async () => {
    const shop = await aShop();
    await importRetail(shop, ...rows);

    const second = await importRetail(
      shop,
      "1,A{tag},Lamp,3,2011-03-01 10:00:00,5.00,77,France",
      "1,B{tag},Chair,1,2011-03-01 10:00:00,20.00,77,France",
      "C2,A{tag},Lamp,-2,2011-03-05 10:00:00,5.00,77,France",
    );

    expect(await outcomes(second)).toEqual(["order_differs", "order_differs", "credit_differs"]);
    expect(await ofShop(shop, everything)).toEqual(once);
  });

  it("a payment that has come since then is added", async () => {
    const shop = await aShop();
    const file = (paidAt: string) =>
      aFile(
        "orders.csv",
        `order_no,placed_at,sku,qty,price,paid_at\nN1,2024-05-01,A${shop.tag},2,4.50,${paidAt}\n`,
      );
    await importPath(await file(""), shop.standard);

    const second = await importPath(await file("2024-05-02 08:00"), shop.standard);

    expect(await outcomes(second)).toEqual(["updated"]);
    expect(
      await ofShop(
        shop,
        `select o.payment_status, p.amount, (p.paid_at at time zone 'Asia/Shanghai')::text as paid_at
         from shop join orders o on o.channel_id = shop.id join payments p on p.order_id = o.id`,
      ),
    ).toEqual([{ payment_status: "paid", amount: "9.00", paid_at: "2024-05-02 08:00:00" }]);
  });

  it("order numbers are told apart by channel", async () => {
    const [here, there] = [await aShop(), await aShop()];
    await importRetail(here, ...rows);

    const result = await importRetail(there, ...rows);

    expect(await outcomes(result)).toEqual(["created", "created", "created", "created"]);
  });
});

describe("a dry run", () => {
  it("tells what would happen and writes nothing", async () => {
    const shop = await aShop();
    const path = await retailFile(shop, [...rows, "9,A{tag},Lamp,zero,2011-03-01 10:00:00,5.00,77,France"]);
    let seen: string[] = [];

    await withClient((db) =>
      importFile(db, {
        path,
        profile: shop.retail,
        isDryRun: true,
        onFinish: async (batch) => {
          const { rows: found } = await db.query<{ outcome: string }>(
            `select coalesce(reason, state) as outcome from public.import_rows where batch_id = $1 order by row_no`,
            [batch.id],
          );
          seen = found.map((row) => row.outcome);
        },
      }),
    );

    expect(seen).toEqual(["created", "created", "created", "created", "bad_quantity"]);
    expect(await ofShop(shop, everything)).toEqual([]);
    const { rows: left } = await sql.query("select from public.skus where sku_code like $1", [
      `%${shop.tag}`,
    ]);
    expect(left).toEqual([]);
  });
});
