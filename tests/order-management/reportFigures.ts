/** The reports computed a second time, from the planted data, without the database: clocks by Intl, sums in cents. */
import { goodsOf, netOf, type PlantedLine, type PlantedOrder, type PlantedShop, totalOf } from "./reportData";

export interface Asked {
  since: string;
  until: string;
  zone: string;
}

interface Moment {
  day: string;
  hour: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function localTime(at: Date, zone: string): Moment {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      ...{ timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", hourCycle: "h23" },
    });
  clocks.set(zone, clock);
  const part = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = (["year", "month", "day"] as const).map((name) => part.get(name) ?? "").join("-");
  return { day: date, hour: Number(part.get("hour")) };
}

/** Monday is 1. */
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

function daysOf({ since, until }: Asked): string[] {
  const days: string[] = [];
  for (let day = since; day <= until; day = addDays(day, 1)) days.push(day);
  return days;
}

const bucketOf = {
  day: (day: string) => day,
  week: (day: string) => addDays(day, 1 - weekdayOf(day)),
  month: (day: string) => `${day.slice(0, 7)}-01`,
};
export type Bucket = keyof typeof bucketOf;

/** Rounded half up to so many decimals, of a fraction of whole numbers. */
function rounded(numerator: number, denominator: number, decimals = 2): number {
  const scale = 10 ** decimals;
  return Math.floor((2 * numerator * scale + denominator) / (2 * denominator)) / scale;
}

const sum = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const goods = ({ lines }: PlantedOrder) => sum(lines.map(goodsOf));

function groups<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) found.set(keyOf(one), [...(found.get(keyOf(one)) ?? []), one]);
  return found;
}

function isIn(at: Date, { since, until, zone }: Asked): boolean {
  const { day } = localTime(at, zone);
  return day >= since && day <= until;
}

const salesOf = ({ orders }: PlantedShop, asked: Asked) =>
  orders.filter((order) => order.state === "completed" && goods(order) > 0 && isIn(order.at, asked));

export function sales(shop: PlantedShop, asked: Asked, bucket: Bucket) {
  const bucketAt = (at: Date) => bucketOf[bucket](localTime(at, asked.zone).day);
  const placed = groups(salesOf(shop, asked), ({ at }) => bucketAt(at));
  const money = shop.orders.flatMap(({ payments, refunds }) => [
    ...payments.flatMap(({ at, isReceived, amount }) => (isReceived ? [{ at, paid: amount, back: 0 }] : [])),
    ...refunds.flatMap(({ at, isDone, parts }) =>
      isDone ? [{ at, paid: 0, back: sum(parts.map(({ amount }) => amount)) }] : [],
    ),
  ]);
  const moved = groups(
    money.filter(({ at }) => isIn(at, asked)),
    ({ at }) => bucketAt(at),
  );
  if (placed.size + moved.size === 0) return [];
  return [...new Set(daysOf(asked).map(bucketOf[bucket]))].map((period) => {
    const orders = placed.get(period) ?? [];
    const total = sum(orders.map(totalOf));
    const paid = sum((moved.get(period) ?? []).map((one) => one.paid));
    const refunded = sum((moved.get(period) ?? []).map((one) => one.back));
    return {
      ...{ period, currency: shop.currency, orders: orders.length, goods: sum(orders.map(goods)) / 100 },
      ...{ total: total / 100, average: orders.length === 0 ? null : rounded(total, orders.length * 100) },
      ...{ paid: paid / 100, refunded: refunded / 100, net: (paid - refunded) / 100 },
    };
  });
}

export function orderValues(shop: PlantedShop, asked: Asked) {
  const orders = salesOf(shop, asked);
  if (orders.length === 0) return [];
  const totals = orders.map(totalOf).sort((a, b) => a - b);
  const at = (percent: number) => {
    const place = (totals.length - 1) * percent;
    const low = totals[Math.floor(place / 100)] ?? 0;
    const high = totals[Math.ceil(place / 100)] ?? 0;
    return rounded(low * 100 + (high - low) * (place % 100), 10_000);
  };
  return [
    {
      ...{ currency: shop.currency, orders: orders.length, goods: sum(orders.map(goods)) / 100 },
      ...{ total: sum(totals) / 100, average: rounded(sum(totals), orders.length * 100) },
      ...{ p10: at(10), p25: at(25), p50: at(50), p75: at(75), p90: at(90) },
    },
  ];
}

export function orderAmounts(shop: PlantedShop, asked: Asked, edges: readonly number[]) {
  const orders = salesOf(shop, asked);
  if (orders.length === 0) return [];
  return [...Array(edges.length + 1).keys()].map((bin) => {
    const [from = null, to = null] = [edges[bin - 1], edges[bin]];
    const isInside = (total: number) =>
      (from === null || total >= from * 100) && (to === null || total < to * 100);
    return {
      ...{ currency: shop.currency, bin, from_amount: from, to_amount: to },
      orders: orders.filter((order) => isInside(totalOf(order))).length,
    };
  });
}

/** Pieces and cents of a line that were taken back: cancelled and returned, or paid back, whichever is more. */
function takenBack({ refunds }: PlantedOrder, index: number, line: PlantedLine) {
  const parts = refunds.flatMap(({ isDone, parts: all }) =>
    isDone ? all.filter((part) => part.line === index) : [],
  );
  const left = rounded(netOf(line) * (line.qty - line.cancelled), line.qty, 0);
  return {
    pieces: Math.min(line.qty, Math.max(line.cancelled + line.returned, sum(parts.map(({ qty }) => qty)))),
    net: Math.max(0, Math.min(left, netOf(line) - sum(parts.map(({ amount }) => amount)))),
  };
}

function soldGoods(shop: PlantedShop, asked: Asked) {
  const lines = salesOf(shop, asked).flatMap((order) =>
    order.lines.map((line, index) => ({ ...line, back: takenBack(order, index, line) })),
  );
  return [...groups(lines, ({ sku }) => sku)].map(([sku, all]) => ({
    sku,
    sold: sum(all.map(({ qty }) => qty)),
    back: sum(all.map(({ back }) => back.pieces)),
    gross: sum(all.map(netOf)),
    net: sum(all.map(({ back }) => back.net)),
  }));
}

export function units(shop: PlantedShop, asked: Asked) {
  return soldGoods(shop, asked)
    .map(({ sku, sold, back }) => ({ sku_code: sku, name: sku, sold, taken_back: back, units: sold - back }))
    .sort((a, b) => b.units - a.units || byText(a.sku_code, b.sku_code));
}

export function revenue(shop: PlantedShop, asked: Asked) {
  return soldGoods(shop, asked)
    .map(({ sku, sold, back, gross, net }) => ({
      ...{ sku_code: sku, name: sku, currency: shop.currency, units: sold - back },
      ...{ gross: gross / 100, net: net / 100 },
    }))
    .sort((a, b) => b.net - a.net || byText(a.sku_code, b.sku_code));
}

export function repeat(shop: PlantedShop, asked: Asked) {
  const orders = salesOf(shop, asked);
  const buyers = groups(
    orders.filter(({ buyer }) => buyer !== null),
    ({ buyer }) => buyer ?? "",
  );
  const returning = [...buyers.values()].filter((all) => all.length > 1).length;
  return [
    {
      ...{ customers: buyers.size, returning_customers: returning },
      rate: buyers.size === 0 ? null : rounded(100 * returning, buyers.size),
      guest_orders: orders.filter(({ buyer }) => buyer === null).length,
    },
  ];
}

export function hours(shop: PlantedShop, asked: Asked) {
  const at = salesOf(shop, asked).map((order) => localTime(order.at, asked.zone));
  return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => {
    const days = daysOf(asked).filter((day) => weekdayOf(day) === weekday).length;
    return [...Array(24).keys()].map((hour) => {
      const orders = at.filter((one) => weekdayOf(one.day) === weekday && one.hour === hour).length;
      return { weekday, hour, orders, per_day: days === 0 ? null : rounded(orders, days) };
    });
  });
}

export function regions(shop: PlantedShop, asked: Asked, atLeast: number) {
  const orders = salesOf(shop, asked).map(({ province, lines }) => ({
    region: province,
    categories: new Set(lines.map(({ category }) => category)),
  }));
  const withCategory = (of: typeof orders, category: string) =>
    of.filter(({ categories }) => categories.has(category)).length;
  return [...groups(orders, ({ region }) => region)]
    .filter(([, inside]) => inside.length >= atLeast)
    .flatMap(([region, inside]) =>
      [...new Set(inside.flatMap(({ categories }) => [...categories]))].map((category) => {
        const here = withCategory(inside, category);
        const everywhere = withCategory(orders, category);
        return {
          ...{ region, category, orders: here, region_orders: inside.length },
          share: rounded(100 * here, inside.length),
          index: rounded(100 * here * orders.length, inside.length * everywhere, 1),
        };
      }),
    )
    .sort((a, b) => byText(`${a.region}/${a.category}`, `${b.region}/${b.category}`));
}
