/** The report functions over all orders, each beside the plain `group by` that counts the same without rights, days or zeros. */
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
    `select date_trunc('month', placed_at), currency, count(*), sum(grand_total) ${sales} group by 1, 2`,
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
     join public.products p on p.id = s.product_id where o.is_sale group by 1, 2`,
  ],
  [
    "time per stage, one month",
    `report_stages(${month})`,
    `select percentile_cont(0.5) within group (order by confirmed_at - paid_at) from public.orders where ${inMonth}`,
  ],
];

export async function measureReports(bench: Bench): Promise<void> {
  const rows: string[][] = [];
  for (const [name, call, plain] of reports) {
    const [report, bare] = await measureQueries(
      [`select * from public.${call}`, plain].map((text) => ({
        url: bench.ownerUrl,
        query: { text, parameters: [] },
      })),
      { warmUps: 2, runs: 5 },
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
