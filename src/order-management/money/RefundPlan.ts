/** The answer of `plan_refund`. Amounts are numbers in the currency of the order; they are shown, never added. */

export interface RefundableLine {
  line: number;
  line_no: number;
  title: string;
  qty: number;
  qty_left: number;
  amount_left: number;
  asked: number;
  amount: number;
}

export type RefundObstacle = "more_than_paid" | "more_than_shipping" | "nothing_chosen";

export interface RefundPlan {
  currency: string;
  decimals: number;
  paid: number;
  refunded: number;
  waiting: number;
  left: number;
  shipping_left: number;
  amount: number;
  needs_second_person: boolean;
  obstacle: RefundObstacle | null;
  lines: RefundableLine[];
}
