/** All reports: the part of the page they belong to, and what their columns hold. */
import type { reports } from "../../i18n/en/reports";

export type ReportName = keyof typeof reports.names;
export type ReportPart = keyof typeof reports.parts;
export type ColumnName = keyof typeof reports.columns;

export type ColumnKind =
  | "text"
  | "count"
  | "figure"
  | "money"
  | "percent"
  | "hours"
  | "day"
  | "month"
  | "moment"
  | "stage"
  | "amounts"
  | "complaintType";

export interface ReportColumn {
  name: ColumnName;
  kind: ColumnKind;
}

export interface ReportKind {
  name: ReportName;
  part: ReportPart;
  columns: readonly ReportColumn[];
  /** It looks at today, not at a period. */
  isOfToday?: boolean;
}

const columns = (kind: ColumnKind, ...names: ColumnName[]) => names.map((name) => ({ name, kind }));

export const reportKinds: readonly ReportKind[] = [
  {
    name: "sales",
    part: "sales",
    columns: [
      ...columns("day", "period"),
      ...columns("count", "orders"),
      ...columns("money", "goods", "total", "average", "paid", "refunded", "net"),
    ],
  },
  {
    name: "order_values",
    part: "sales",
    columns: [
      ...columns("text", "currency"),
      ...columns("count", "orders"),
      ...columns("money", "total", "average", "p10", "p25", "p50", "p75", "p90"),
    ],
  },
  {
    name: "order_amounts",
    part: "sales",
    columns: [...columns("amounts", "amount"), ...columns("count", "orders")],
  },
  {
    name: "units",
    part: "goods",
    columns: [...columns("text", "sku_code", "name"), ...columns("count", "sold", "taken_back", "units")],
  },
  {
    name: "revenue",
    part: "goods",
    columns: [
      ...columns("text", "sku_code", "name"),
      ...columns("count", "units"),
      ...columns("money", "gross", "net"),
    ],
  },
  {
    name: "slow_stock",
    part: "goods",
    isOfToday: true,
    columns: [
      ...columns("text", "sku_code", "name"),
      ...columns("count", "on_hand"),
      ...columns("moment", "last_sold_at"),
      ...columns("money", "value"),
    ],
  },
  {
    name: "repeat",
    part: "buyers",
    columns: [
      ...columns("count", "customers", "returning_customers"),
      ...columns("percent", "rate"),
      ...columns("count", "guest_orders"),
    ],
  },
  { name: "hours", part: "buyers", columns: [] },
  {
    name: "regions",
    part: "buyers",
    columns: [
      ...columns("text", "region", "category"),
      ...columns("count", "orders"),
      ...columns("percent", "share"),
      ...columns("figure", "index"),
    ],
  },
  {
    name: "stages",
    part: "service",
    columns: [
      ...columns("stage", "stage"),
      ...columns("count", "orders"),
      ...columns("hours", "median_hours", "p90_hours"),
      ...columns("percent", "share"),
      ...columns("count", "waiting"),
      ...columns("hours", "waiting_median_hours"),
    ],
  },
  {
    name: "on_time",
    part: "service",
    columns: [
      ...columns("text", "shop_name"),
      ...columns("count", "promised", "in_time", "late", "overdue"),
      ...columns("percent", "rate"),
    ],
  },
  {
    name: "carriers",
    part: "service",
    columns: [
      ...columns("text", "carrier"),
      ...columns("count", "parcels"),
      ...columns("percent", "valid_tracking_rate"),
      ...columns("count", "delivered", "in_time", "late"),
      ...columns("percent", "on_time_rate"),
      ...columns("hours", "median_hours"),
    ],
  },
  {
    name: "complaints",
    part: "service",
    columns: [
      ...columns("month", "month"),
      ...columns("complaintType", "type"),
      ...columns("count", "complaints", "solved", "in_time"),
      ...columns("percent", "in_time_rate"),
      ...columns("hours", "median_hours_to_reply", "median_hours_to_solve"),
      ...columns("figure", "satisfaction"),
    ],
  },
];

export const operationOf = (name: ReportName) => `report_${name}`;
