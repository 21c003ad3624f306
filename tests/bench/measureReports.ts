/** The report functions as the manager runs them, each beside the plain `group by` that he could write over the same tables. */
import { readRecords } from "../../src/data/readRecords";
import { captureRequest } from "./captureRequest";
import { measureQueries } from "./measureQueries";
import type { Bench } from "./measureLists";
import { printTable } from "./printTable";

/** All that there is. */
const always = "'2020-01-01', '2030-01-01'";
/** One of the last months of the synthetic orders. */
const month = "'2025-08-01', '2025-08-31'";
const inMonth = "placed_at >= '2025-08-01' and placed_at < '2025-09-01'";
const sales = "from public.orders where is_sale";
const lines = "from public.order_lines l join public.orders o on o.id = l.order_id where o.is_sale";

/** A report, and what it comes down to. */
const reports: readonly (readonly [name: string, call: string, plain: string])[] = [
  [
    "sales by month",
    `report_sales(${always}, 'month')`,
    `select date_trunc('month', placed_at), currency, count(*), sum(grand_total) ${sales} group by 1, 2
     union all select date_trunc('month', p.paid_at), p.currency, count(*), sum(p.amount) from public.payments p
     join public.orders o on o.id = p.order_id where p.state = 'succeeded' group by 1, 2
     union all select date_trunc('month', r.done_at), r.currency, count(*), sum(r.amount) from public.refunds r
     join public.orders o on o.id = r.order_id where r.state = 'done' group by 1, 2`,
  ],
  [
    "sales by day, one month",
    `report_sales(${month}, 'day')`,
    `select placed_at::date, count(*), sum(grand_total) ${sales} and ${inMonth} group by 1`,
  ],
  [
    "order values",
    `report_order_values(${always})`,
    `select count(*), sum(grand_total), percentile_cont(array[0.1, 0.5, 0.9]) within group (order by grand_total) ${sales}`,
  ],
  [
    "order amounts",
    `report_order_amounts(${always})`,
    `select width_bucket(grand_total, array[50, 100, 200, 500, 1000]::numeric[]), count(*) ${sales} group by 1`,
  ],
  [
    "top products by pieces",
    `report_units(${always})`,
    `select sku_id, sum(qty) ${lines} group by 1 order by 2 desc limit 20`,
  ],
  [
    "top products by revenue",
    `report_revenue(${always})`,
    `select sku_id, sum(net) ${lines} group by 1 order by 2 desc limit 20`,
  ],
  [
    "returning customers",
    `report_repeat(${always})`,
    `select count(*), count(*) filter (where n > 1) from (select count(*) as n ${sales} group by customer_id) as t`,
  ],
  [
    "peak hours",
    `report_hours(${always})`,
    `select extract(isodow from placed_at), extract(hour from placed_at), count(*) ${sales} group by 1, 2`,
  ],
  [
    "regions",
    `report_regions(${always})`,
    `select o.ship_province, p.category, count(distinct o.id) from public.orders o
     join public.order_lines l on l.order_id = o.id join public.skus s on s.id = l.sku_id
     left join public.products p on p.id = s.product_id where o.is_sale group by 1, 2`,
  ],
  [
    "shipped on time, one month",
    `report_on_time(${month})`,
    `select o.channel_id, count(*), count(s.shipped_at) from public.orders o
     left join public.shipments s on s.order_id = o.id and not s.is_void
     where o.promised_ship_at >= '2025-08-01' and o.promised_ship_at < '2025-09-01' group by 1`,
  ],
  [
    "carriers",
    `report_carriers(${always})`,
    `select s.carrier_id, count(*), percentile_cont(0.5) within group (order by s.delivered_at - s.shipped_at)
     from public.shipments s join public.orders o on o.id = s.order_id where not s.is_void group by 1`,
  ],
  [
    "time per stage, one month",
    `report_stages(${month})`,
    `select percentile_cont(0.5) within group (order by confirmed_at - paid_at) from public.orders where ${inMonth}`,
  ],
];

export async function measureReports(bench: Bench): Promise<void> {
  const [manager] = bench.members;
  if (!manager) return;
  const { queries } = await captureRequest(bench, manager, ({ context }) =>
    readRecords(context, "channels", { page: 1, pageSize: 1, count: "none" }),
  );
  const before = queries[0]?.before;
  if (!before) throw new Error("PostgREST's query is not in the log");
  const rows: string[][] = [];
  for (const [name, call, plain] of reports) {
    const [report, bare] = await measureQueries(
      [`select * from public.${call}`, plain].map((text) => ({
        url: bench.authenticatorUrl,
        before,
        query: { text, parameters: [] },
      })),
      { warmUps: 1, runs: 3 },
    );
    if (!report || !bare) continue;
    rows.push([
      name,
      report.milliseconds.toFixed(1),
      bare.milliseconds.toFixed(1),
      `${(report.milliseconds / bare.milliseconds).toFixed(1)} x`,
      bare.access.join(" "),
    ]);
  }
  printTable(
    "Reports over all orders: median inside Postgres, beside the plain group by",
    ["report", "ms", "plain ms", "ratio", "plain reads"],
    rows,
  );
}
