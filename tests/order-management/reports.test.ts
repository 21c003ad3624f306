/** Every figure of the sales reports equals the one computed without the database, for fifty random shops. */
import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../support/sql";
import { Random } from "../oracle/Random";
import { aPlantedShop, plant, type PlantedShop } from "./reportData";
import * as figures from "./reportFigures";
import { committed } from "./shop";

interface Case {
  shop: PlantedShop;
  channel: number;
  asked: figures.Asked;
  /** What is sent: null lets the clock of the shop count. */
  zone: string | null;
}

let cases: Case[];

beforeAll(async () => {
  const shops = Array.from({ length: 50 }, (_, seed) => aPlantedShop(seed));
  await committed((db) => plant(db, shops));
  const { rows } = await sql.query<{ code: string; id: number }>("select code, id from public.channels");
  cases = shops.map((shop, seed) => {
    const random = new Random(seed + 1000);
    const zone = random.percent(30) ? "America/New_York" : null;
    const since = random.pick(["2026-03-01", "2026-03-08", "2026-03-29", "2026-02-25"]);
    const until = random.pick(["2026-03-29", "2026-03-31", "2026-04-20"]);
    return {
      ...{ shop, zone, channel: rows.find(({ code }) => code === shop.code)?.id ?? 0 },
      asked: { since, until, zone: zone ?? shop.timeZone },
    };
  });
});

async function answers({ channel, asked, zone }: Case, report: string, more: Record<string, unknown> = {}) {
  const names = Object.keys(more).map((name, index) => `, "${name}" => $${String(index + 5)}`);
  const { rows } = await sql.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(r) - 'sku_id' as row
     from public.${report}(since => $1, until => $2, channel_ids => array[$3::bigint], zone => $4${names.join("")}) as r`,
    [asked.since, asked.until, channel, zone, ...Object.values(more)],
  );
  return rows.map(({ row }) => row);
}

/** The first difference says which shop to plant again. */
async function compare(
  report: string,
  expected: (one: Case) => unknown[],
  more: Record<string, unknown> = {},
): Promise<void> {
  let figuresSeen = 0;
  for (const [seed, one] of cases.entries()) {
    const rows = await answers(one, report, more);
    expect({ seed, rows }).toEqual({ seed, rows: expected(one) });
    figuresSeen += rows.length;
  }
  expect(figuresSeen).toBeGreaterThan(30);
}

describe("fifty random shops", () => {
  it.each(["day", "week", "month"] as const)("S41: sales per %s", async (bucket) => {
    await compare("report_sales", ({ shop, asked }) => figures.sales(shop, asked, bucket), { bucket });
  });

  it("S41: the days of a month add up to the month, in the time zone of the shop", async () => {
    for (const one of cases.slice(0, 20)) {
      const whole = { ...one, asked: { ...one.asked, since: "2026-03-01", until: "2026-03-31" } };
      const days = await answers(whole, "report_sales");
      const [month] = await answers(whole, "report_sales", { bucket: "month" });

      const cents = days.map(({ total }) => Math.round(Number(total) * 100));
      expect(cents.reduce((sum, total) => sum + total, 0)).toBe(
        Math.round(Number(month?.["total"] ?? 0) * 100),
      );
    }
  });

  it("S46: order values and their quantiles", async () => {
    await compare("report_order_values", ({ shop, asked }) => figures.orderValues(shop, asked));
  });

  it("S46: the histogram of amounts, whose bins add up to the orders", async () => {
    const edges = [20, 100, 333.33, 1000];

    await compare("report_order_amounts", ({ shop, asked }) => figures.orderAmounts(shop, asked, edges), {
      edges: [1000, 20, 100, 333.33, 100],
    });
  });

  it("S42: top products by pieces, cancellations netted", async () => {
    await compare("report_units", ({ shop, asked }) => figures.units(shop, asked));
  });

  it("S42: top products by net revenue", async () => {
    await compare("report_revenue", ({ shop, asked }) => figures.revenue(shop, asked));
  });

  it("S42: only as many as asked for", async () => {
    await compare("report_units", ({ shop, asked }) => figures.units(shop, asked).slice(0, 3), {
      at_most: 3,
    });
  });

  it("S46: returning customers", async () => {
    await compare("report_repeat", ({ shop, asked }) => figures.repeat(shop, asked));
  });

  it("S45: peak hours, twenty-four by seven", async () => {
    await compare("report_hours", ({ shop, asked }) => figures.hours(shop, asked));
  });

  it("S44: what regions prefer, with index", async () => {
    for (const [seed, one] of cases.entries()) {
      const rows = await answers(one, "report_regions", { at_least: 3 });
      const key = (row: Record<string, unknown>) => `${String(row["region"])}/${String(row["category"])}`;
      rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
      expect({ seed, rows }).toEqual({ seed, rows: figures.regions(one.shop, one.asked, 3) });
    }
  });
});
