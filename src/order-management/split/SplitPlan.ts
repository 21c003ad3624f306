/** The answer of `plan_split`. Amounts are numbers in the currency of the order; they are shown, never added. */

export interface PlannedLine {
  line: number;
  line_no: number;
  title: string;
  qty: number;
}

export interface PlannedPart {
  seq: number;
  kind: "warehouse" | "supplier" | "backorder" | "cancelled";
  /** Name of the warehouse or supplier; null for what waits or was cancelled. */
  place: string | null;
  expected_on: string | null;
  goods: number;
  discount: number;
  shipping: number;
  tax: number;
  total: number;
  reasons: SplitReason[];
  lines: PlannedLine[];
}

export type SplitReason =
  | "one_place_has_all"
  | "fewest_parcels"
  | "no_place_has_all_pieces"
  | "shipped_by_supplier"
  | "travels_apart"
  | "ships_apart"
  | "not_before_its_day"
  | "out_of_stock"
  | "waits_for_the_rest"
  | "part_too_small"
  | "nothing_to_ship"
  | "cancelled";

export type SplitObstacle =
  "not_confirmed" | "on_hold" | "sealed" | "needs_attention" | "not_paid" | "unknown_sku" | "nothing_open";

export interface SplitPlan {
  version: number;
  obstacle: SplitObstacle | null;
  parts: PlannedPart[];
}
