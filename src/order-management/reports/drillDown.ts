/** The list behind a figure: the address that shows the records which it counts. */
import { writeCondition } from "../../filter/conditionCodec";
import type { Condition } from "../../model/condition";
import { addDays, type ReportPeriod, type ReportRow } from "./ReportPeriod";
import type { ReportName } from "./reportKinds";
import { startOfDay } from "./startOfDay";

interface Asked {
  period: ReportPeriod;
  timeZone: string;
  /** Empty for the whole report. */
  row: ReportRow;
}

const listAddress = (entity: string, all: Condition[]) =>
  `/e/${entity}?f=${encodeURIComponent(writeCondition({ all }))}`;

const inPeriod = (field: string, { period, timeZone }: Asked): Condition[] => [
  { field, op: "gte", value: startOfDay(period.since, timeZone) },
  { field, op: "lt", value: startOfDay(addDays(period.until, 1), timeZone) },
];

const inShops = (field: string, { period }: Asked): Condition[] =>
  period.channels.length === 0 ? [] : [{ field, op: "in", value: period.channels }];

const asInRow = (name: string, { row }: Asked): Condition[] =>
  row[name] === undefined || row[name] === null ? [] : [{ field: name, op: "eq", value: row[name] }];

const sales = (asked: Asked): Condition[] => [
  { field: "is_sale", op: "eq", value: true },
  ...inPeriod("placed_at", asked),
  ...inShops("channel_id", asked),
];

const salesOfGoods = (asked: Asked) => {
  const [goods] = asInRow("sku_id", asked);
  return listAddress("orders", [
    ...sales(asked),
    ...(goods ? [{ exists: "order_lines.order_id", where: goods }] : []),
  ]);
};

const lists: Partial<Record<ReportName, (asked: Asked) => string | undefined>> = {
  units: salesOfGoods,
  revenue: salesOfGoods,
  slow_stock: ({ row }) =>
    typeof row["sku_id"] === "number" ? `/e/skus/${String(row["sku_id"])}` : undefined,
  stages: (asked) =>
    listAddress("orders", [
      { field: "lifecycle", op: "neq", value: "draft" },
      ...inPeriod("placed_at", asked),
      ...inShops("channel_id", asked),
    ]),
  on_time: (asked) =>
    listAddress("orders", [
      { field: "lifecycle", op: "nin", value: ["draft", "cancelled"] },
      ...inPeriod("promised_ship_at", asked),
      ...inShops("channel_id", asked),
      ...asInRow("channel_id", asked),
    ]),
  carriers: (asked) =>
    listAddress("shipments", [
      { field: "is_void", op: "eq", value: false },
      ...inPeriod("shipped_at", asked),
      ...inShops("order_id.channel_id", asked),
      ...asInRow("carrier_id", asked),
    ]),
  complaints: (asked) =>
    listAddress("complaints", [
      ...inPeriod("created_at", asked),
      ...inShops("channel_id", asked),
      ...asInRow("type", asked),
    ]),
};

/** Undefined where no list counts the same. */
export function drillDown(name: ReportName, asked: Asked): string | undefined {
  const list = lists[name];
  return list ? list(asked) : listAddress("orders", sales(asked));
}
