/** Who may run which operation as shipped. A new operation takes a row here, or its test fails. */
import { type Role, roles } from "./matrix";

const table = `
                        admin manager service finance warehouse viewer
  submit_order          x     x       x       -       -         -
  approve_order         x     x       x       -       -         -
  hold_order            x     x       x       x       -         -
  release_hold          x     x       x       -       -         -
  complete_order        x     x       -       -       -         -
  cancel_order          x     x       x       -       -         -
  change_quantity       x     x       -       -       -         -
  change_recipient      x     x       x       -       -         -
  change_for_customer   x     x       x       -       -         -
  collect_difference    x     x       -       x       -         -
  refund_difference     x     x       -       x       -         -
  waive_difference      x     x       -       x       -         -

  plan_split            x     x       x       -       -         -
  apply_split           x     x       -       -       -         -
  undo_split            x     x       -       -       -         -
  release_sub_order     x     x       -       -       -         -
  assign_backorder      x     x       -       -       -         -
  call_back             x     x       -       -       x         -
  pick_list             x     x       -       -       x         -
  start_picking         x     x       -       -       x         -
  confirm_pick          x     x       -       -       x         -
  merge_options         x     x       -       -       x         -
  merge_sub_orders      x     x       -       -       x         -
  separate_sub_order    x     x       -       -       x         -
  pack_parcel           x     x       -       -       x         -
  unpack_parcel         x     x       -       -       x         -
  ship_parcel           x     x       -       -       x         -
  record_tracking       x     x       -       -       x         -
  correct_parcel        x     x       -       -       x         -

  receive_goods         x     x       -       -       x         -
  receive_stock         x     x       -       -       x         -
  count_stock           x     x       -       -       x         -
  damage_stock          x     x       -       -       x         -
  transfer_stock        x     x       -       -       x         -
  correct_stock         x     x       -       -       -         -

  receive_payment       x     x       -       x       -         -
  expect_payment        x     x       -       x       -         -
  confirm_payment       x     x       -       x       -         -
  fail_payment          x     x       -       x       -         -
  plan_refund           x     x       -       x       -         -
  request_refund        x     x       -       x       -         -
  approve_refund        x     x       -       x       -         -
  reject_refund         x     x       -       x       -         -
  send_refund           x     x       -       x       -         -
  pay_out_refund        x     x       -       x       -         -
  issue_invoice         x     x       -       x       -         -
  credit_invoice        x     x       -       x       -         -

  assign_complaint      x     x       x       -       -         -
  investigate_complaint x     x       x       -       -         -
  note_finding          x     x       x       -       -         -
  ask_customer          x     x       x       -       -         -
  resolve_complaint     x     x       x       -       -         -
  close_complaint       x     x       x       -       -         -

  report_sales          x     x       -       x       -         x
  report_order_values   x     x       -       x       -         x
  report_order_amounts  x     x       -       x       -         x
  report_revenue        x     x       -       x       -         x
  report_repeat         x     x       -       x       -         x
  report_units          x     x       x       x       -         x
  report_slow_stock     x     x       -       x       -         -
  report_hours          x     x       x       -       -         x
  report_regions        x     x       x       -       -         x
  report_stages         x     x       -       -       -         x
  report_on_time        x     x       x       -       x         x
  report_carriers       x     x       x       -       x         x
  report_complaints     x     x       x       -       -         x

  remove_demo_data      x     -       -       -       -         -
`;

/** Roles by operation. */
export const operationMatrix: ReadonlyMap<string, readonly Role[]> = new Map(
  table
    .trim()
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [name = "", ...cells] = line.trim().split(/\s+/);
      return [name, roles.filter((_, index) => cells[index] === "x")];
    }),
);

/**
 * What people write themselves in the tables of orders, parcels, money and stock. Every other column is a state, an
 * amount, a number or a stamp, and is changed by no role; a new column is one of these until it stands here.
 */
export const written: Readonly<Record<string, readonly string[]>> = {
  orders: [
    ...[
      "customer_id",
      "assignee_id",
      "promised_ship_at",
      "promised_deliver_at",
      "payment_terms",
      "ship_name",
    ],
    ...[
      "ship_phone",
      "ship_country",
      "ship_province",
      "ship_city",
      "ship_district",
      "ship_street",
      "ship_zip",
    ],
    ...["region_code", "buyer_note", "seller_note", "tags"],
  ],
  order_lines: ["sku_id", "title", "spec", "supplier_id", "ships_apart", "available_on"],
  fulfillment_orders: ["ship_by", "expected_on"],
  fulfillment_lines: [],
  shipments: ["label_url", "expected_at", "weight_g", "cost", "note"],
  shipment_items: [],
  tracking_events: [],
  payments: ["note"],
  refunds: ["note"],
  refund_lines: [],
  invoices: ["email", "note"],
  credits: [],
  credit_lines: [],
  adjustments: [],
  stock: [],
  stock_movements: [],
  reservations: [],
  order_events: [],
};
