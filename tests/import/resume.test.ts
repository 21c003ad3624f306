/** Killed at any point and run again, an import ends with the same totals and with nothing twice. */
import { describe, expect, inject, it } from "vitest";
import { sql } from "../support/sql";
import { startImport } from "./command";
import { aFile, aShop, importPath, ofShop, retailHeader, type Shop } from "./shop";

/** About 2,600 orders, 30,000 rows: some credits before and after their sales, some rows that are rejected. */
function manyRows(): string[] {
  const rows: string[] = [];
  for (let order = 1; order <= 2600; order++) {
    const customer = order % 7 === 0 ? "" : String(order % 90);
    const day = String(1 + (order % 28)).padStart(2, "0");
    for (let line = 1; line <= 11; line++) {
      rows.push(
        `${order},S${line % 6}-{tag},Thing ${line},${line},2011-03-${day} 10:00:00,${line}.25,${customer},France`,
      );
    }
    if (order % 9 === 0)
      rows.push(`C${order},S3-{tag},Thing 3,-2,2011-04-${day} 10:00:00,3.25,${customer},France`);
    if (order % 500 === 0)
      rows.push(`${order + 100_000},S1-{tag},Thing,none,2011-03-${day} 10:00:00,1.00,,France`);
  }
  return rows;
}

const totals = (shop: Shop) =>
  ofShop(
    shop,
    `select b.state, b.row_count, b.created_count, b.rejected_count, b.order_no_count, b.credit_no_count, b.signed_sum,
       (select count(*) from import_rows r where r.batch_id = b.id) as rows,
       (select count(*) from orders o where o.channel_id = shop.id) as orders,
       (select sum(o.grand_total) from orders o where o.channel_id = shop.id) as sold,
       (select sum(o.paid_total) from orders o where o.channel_id = shop.id) as paid,
       (select sum(o.refunded_total) from orders o where o.channel_id = shop.id) as refunded,
       (select count(*) from order_lines l join orders o on o.id = l.order_id where o.channel_id = shop.id) as lines,
       (select count(*) from customer_identities i where i.channel_id = shop.id) as buyers,
       (select sum(c.amount) from credits c where c.channel_id = shop.id) as credited,
       (select sum(c.linked_amount) from credits c where c.channel_id = shop.id) as linked
     from shop join import_batches b on b.channel_id = shop.id`,
  );

/** How far the import of this shop is: rows staged, or chunks done after all rows are staged. */
async function progressOf(shop: Shop): Promise<string> {
  const { rows } = await sql.query<{ progress: string }>(
    `select b.state || ' ' || case when b.state = 'staging'
       then (select count(*) from public.import_rows r where r.batch_id = b.id) else b.next_chunk end as progress
     from public.import_batches b join public.channels c on c.id = b.channel_id where c.code = $1`,
    [shop.channelCode],
  );
  return rows[0]?.progress ?? "none";
}

/** Starts the command and kills it when the import has made so many steps, in the middle of the next one. */
async function killAfter(steps: number, shop: Shop, path: string): Promise<string> {
  const seen = new Set([await progressOf(shop)]);
  const { child, finished } = startImport(inject("stack").databaseUrl, path, "--profile", shop.retail);
  while (child.exitCode === null && seen.size <= steps) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    seen.add(await progressOf(shop));
  }
  child.kill("SIGKILL");
  await finished;
  return progressOf(shop);
}

describe("a killed import", () => {
  it("goes on where it was and ends with the same totals", { timeout: 300_000 }, async () => {
    const [calm, killed] = [await aShop(), await aShop()];
    const fileOf = (shop: Shop) =>
      aFile("many.csv", [retailHeader, ...manyRows()].join("\n").replaceAll("{tag}", shop.tag));
    await importPath(await fileOf(calm), calm.retail);
    const path = await fileOf(killed);

    const stops: string[] = [];
    for (const steps of [2, 1, 2, 4, 5]) stops.push(await killAfter(steps, killed, path));
    await importPath(path, killed.retail);

    expect(stops.some((stop) => stop.startsWith("staging"))).toBe(true);
    expect(stops.some((stop) => stop.startsWith("orders"))).toBe(true);
    expect(stops.some((stop) => stop.startsWith("credits"))).toBe(true);
    expect(await totals(killed)).toEqual(await totals(calm));
    expect(await totals(killed)).toEqual([
      expect.objectContaining({
        state: "done",
        rows: 28_893,
        created_count: 28_888,
        rejected_count: 5,
        orders: 2600,
      }),
    ]);
  });
});
