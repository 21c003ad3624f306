/** The real file of 541,909 order lines, where it is there: killed on the way, run again, counted. */
import { existsSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startImport } from "../import/command";
import { startOwnDatabase, type OwnDatabase } from "../import/ownDatabase";

const file = "../shared/data/online_retail.csv.gz";
const reason = existsSync(file) ? "" : ` (skipped: there is no ${file})`;

describe.skipIf(reason !== "")(`the Online Retail data${reason}`, { timeout: 1_200_000 }, () => {
  let database: OwnDatabase;
  let db: pg.Client;

  const row = async (query: string) => (await db.query<Record<string, unknown>>(query)).rows[0];

  beforeAll(async () => {
    database = await startOwnDatabase();
    db = new pg.Client({ connectionString: database.url });
    await db.connect();
    for (const seconds of [12, 25]) {
      const { child, finished } = startImport(database.url, file);
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
      child.kill("SIGKILL");
      await finished;
    }
    const { code, output } = await startImport(database.url, file).finished;
    expect({ code, output }).toMatchObject({ code: 0 });
    await db.query("analyze");
  }, 1_200_000);

  afterAll(async () => {
    await db.end();
    await database.stop();
  });

  it("accounts for every row, every number and every penny", async () => {
    expect(
      await row(
        `select created_count + updated_count + unchanged_count + rejected_count as rows, rejected_count,
           order_no_count, credit_no_count, round(signed_sum, 2) as signed_sum from import_batches`,
      ),
    ).toEqual({
      rows: 541_909,
      rejected_count: 0,
      order_no_count: 25_900,
      credit_no_count: 3836,
      signed_sum: "9747747.93",
    });
    expect(
      await row(
        `select round((select sum(qty * unit_price) from order_lines) - (select sum(quantity * unit_price) from credit_lines)
           + (select sum(quantity * unit_price) from adjustments), 2) as signed_sum`,
      ),
    ).toEqual({ signed_sum: "9747747.93" });
  });

  it("keeps cancellations out of the sales and refunds the orders that they take back", async () => {
    expect(
      await row(
        `select count(distinct c.id)::integer as credits, count(*)::integer as lines,
           sum(cl.amount) as amount, sum(cl.amount) filter (where cl.order_line_id is not null) as linked_amount
         from credits c join credit_lines cl on cl.credit_id = c.id`,
      ),
    ).toMatchObject({ credits: 3836, lines: 9288, amount: "896812.49" });
    expect(
      await row(
        `select (select sum(refunded_total) from orders) = (select sum(linked_amount) from credits) as agree,
           (select count(*)::integer from orders where external_no like 'C%') as credits_among_orders`,
      ),
    ).toEqual({ agree: true, credits_among_orders: 0 });
  });

  it("gives the known figures of sales", async () => {
    const sales = "from orders where goods_total > 0";
    expect(
      await row(
        `select count(*)::integer as orders, sum(goods_total) as gross, round(avg(goods_total), 2) as average ${sales}`,
      ),
    ).toEqual({ orders: 19_960, gross: "10666684.54", average: "534.40" });
    expect(
      await row(
        `select count(*)::integer as customers, (count(*) filter (where orders > 1))::integer as returning
         from (select customer_id, count(*) as orders ${sales} and customer_id is not null group by 1) as t`,
      ),
    ).toEqual({ customers: 4338, returning: 2845 });
    expect(
      await row(
        `select extract(hour from placed_at at time zone 'Europe/London')::integer as hour, count(*)::integer as orders
         ${sales} group by 1 order by 2 desc limit 1`,
      ),
    ).toEqual({ hour: 12, orders: 3219 });
    expect(
      await row(
        `select sum(goods_total) filter (where month = '2011-11') as november,
           sum(goods_total) filter (where month = '2011-02') as february
         from (select goods_total, to_char(placed_at at time zone 'Europe/London', 'YYYY-MM') as month ${sales}) as t`,
      ),
    ).toEqual({ november: "1509496.33", february: "523631.89" });
  });

  it("nets what was bought and cancelled at once", async () => {
    expect(
      await row(
        `select (sum(l.qty) - (select sum(quantity) from credit_lines where sku_id = s.id))::integer as net
         from skus s join order_lines l on l.sku_id = s.id where s.sku_code = '23843' group by s.id`,
      ),
    ).toEqual({ net: 0 });
  });

  it("S41 S42 S45 S46: shows the same figures in the reports", async () => {
    const period = "'2010-12-01', '2011-12-31'";
    expect(
      await row(`select orders::integer, total, average from public.report_order_values(${period})`),
    ).toEqual({ orders: 19_960, total: "10666684.54", average: "534.40" });
    expect(
      await row(
        `select customers::integer, returning_customers::integer, rate from public.report_repeat(${period})`,
      ),
    ).toEqual({ customers: 4338, returning_customers: 2845, rate: "65.58" });
    expect(
      await row(
        `select sum(total) filter (where period = '2011-11-01') as november,
           sum(total) filter (where period = '2011-02-01') as february, sum(total) as whole
         from public.report_sales(${period}, 'month')`,
      ),
    ).toEqual({ november: "1509496.33", february: "523631.89", whole: "10666684.54" });
    const { rows: hours } = await db.query(
      `select hour, sum(orders)::integer as orders from public.report_hours(${period})
       group by 1 order by 2 desc limit 3`,
    );
    expect(hours).toMatchObject([{ hour: 12, orders: 3219 }, { hour: 13 }, { hour: 14 }]);
    expect(
      await row(
        `select count(*)::integer as found from public.report_units(${period}, at_most => 50) where sku_code = '23843'`,
      ),
    ).toEqual({ found: 0 });
  });

  it("agrees with itself: payments, totals, statuses", async () => {
    expect(
      await row(
        `select (count(*) filter (where paid_total <> grand_total))::integer as unpaid,
           (count(*) filter (where fulfillment_status <> 'delivered' or lifecycle <> 'completed'))::integer as open,
           (select sum(amount) from payments) - sum(paid_total) as difference,
           (count(*) filter (where goods_total <> (select sum(goods) from order_lines l where l.order_id = o.id)))::integer as wrong
         from orders o`,
      ),
    ).toEqual({ unpaid: 0, open: 0, difference: "0.00", wrong: 0 });
  });

  it("changes nothing the second time", async () => {
    const before = await row("select count(*) as rows, max(id) as last from order_lines");

    const { output } = await startImport(database.url, file).finished;

    expect(output).toContain("nothing is new");
    expect(await row("select count(*) as rows, max(id) as last from order_lines")).toEqual(before);
  });
});
