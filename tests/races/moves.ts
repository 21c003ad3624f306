/** What somebody could do with an order as he sees it: sensible next steps, and steps that may well be refused. */
import type { Ground, Job } from "./ground";

export interface Move {
  job: Job;
  /** The operation, or a path that is written to with PATCH. */
  name: string;
  values: Record<string, unknown>;
  /** How often the same call arrives. */
  times?: number;
}

type Row = Record<string, unknown>;

/** The order with everything below it. */
export const lookAt = (order: number) =>
  `/orders?id=eq.${order}&select=id,lifecycle,hold_reasons,pending_difference,balance_due,order_lines(id,qty),payments(id,state),` +
  "refunds(id,state),invoices(id,kind,state),fulfillment_orders(id,status,is_superseded,picked_at,shipments(id,status,is_void))";

export const rowsOf = (row: Row, name: string): Row[] => {
  const found = row[name];
  return Array.isArray(found)
    ? found.filter((one): one is Row => typeof one === "object" && one !== null)
    : [];
};

export const random = (below: number) => Math.floor(Math.random() * below);

export function pick<T>(list: readonly T[]): T | undefined {
  return list[random(list.length)];
}

const note = "race";
const reference = () => `T${Math.random().toString(36).slice(2)}`.toUpperCase();
const move = (job: Job, name: string, values: Row): Move => ({ job, name, values });

/** Where work is waiting: the steps that somebody would do next. */
export function nextMoves(order: Row, { carrier }: Ground): Move[] {
  const order_id = order.id;
  const parts = rowsOf(order, "fulfillment_orders").filter(({ is_superseded }) => !is_superseded);
  return [
    ...(order.lifecycle === "pending_review" ? [move("manager", "approve_order", { order_id })] : []),
    ...(order.lifecycle === "confirmed" ? [move("manager", "apply_split", { order_id })] : []),
    ...(Array.isArray(order.hold_reasons) && order.hold_reasons.length > 0
      ? [move("customer_service", "release_hold", { order_id })]
      : []),
    ...(Number(order.balance_due) > 0 ? [webhook(order)] : []),
    ...(Number(order.pending_difference) === 0
      ? []
      : ["collect_difference", "refund_difference", "waive_difference"].map((name) =>
          move("finance", name, {
            order_id,
            note,
            ...(name === "collect_difference" ? { method: "alipay" } : {}),
          }),
        )),
    ...parts.flatMap((part) => partMoves(part, carrier)),
    ...rowsOf(order, "payments")
      .filter(({ state }) => state === "pending")
      .map(({ id }) => move("finance", "confirm_payment", { payment_id: id })),
    ...rowsOf(order, "refunds").flatMap(({ id, state }) => {
      if (state === "requested") return [move("manager", "approve_refund", { refund_id: id })];
      if (state === "approved")
        return [move("finance", "pay_out_refund", { refund_id: id, method: "alipay" })];
      return [];
    }),
  ];
}

function partMoves(part: Row, carrier: number): Move[] {
  const sub_order_id = part.id;
  const next: Record<string, Move> = {
    reserved: move("manager", "release_sub_order", { sub_order_id }),
    backorder: move("manager", "assign_backorder", { sub_order_id }),
    released: move("warehouse", "start_picking", { sub_order_id }),
    picking: move("warehouse", part.picked_at ? "pack_parcel" : "confirm_pick", { sub_order_id }),
  };
  const step = next[String(part.status)];
  const parcels = rowsOf(part, "shipments").filter(({ is_void }) => !is_void);
  return [
    ...(step ? [step] : []),
    ...parcels.flatMap(({ id, status }) => {
      if (status === "packed")
        return [
          move("warehouse", "ship_parcel", {
            shipment_id: id,
            tracking_no: reference(),
            carrier_id: carrier,
          }),
        ];
      if (status === "shipped")
        return [move("warehouse", "record_tracking", { shipment_id: id, code: "delivered" })];
      return [];
    }),
  ];
}

/** A payment provider that tells the same payment five times. */
const webhook = ({ id, balance_due }: Row): Move => ({
  job: "finance",
  name: "receive_payment",
  values: {
    order_id: id,
    method: "alipay",
    amount: Math.max(Math.ceil(Number(balance_due)), 1),
    provider_ref: reference(),
  },
  times: 5,
});

/** What comes in between: changes of mind, money, work at the shelves. */
export function anyMoves(order: Row, ground: Ground, stock: number[]): Move[] {
  const order_id = order.id;
  const line = pick(rowsOf(order, "order_lines"));
  const part = pick(rowsOf(order, "fulfillment_orders"));
  const parcel = part ? pick(rowsOf(part, "shipments")) : undefined;
  const payment = pick(rowsOf(order, "payments"));
  const invoice = pick(rowsOf(order, "invoices").filter(({ kind }) => kind !== "credit_note"));
  const refund = pick(rowsOf(order, "refunds"));
  const stock_id = pick(stock);
  const sub_order_id = part?.id;
  const shipment_id = parcel?.id;
  return [
    move("manager", "complete_order", { order_id }),
    move("customer_service", "hold_order", { order_id, hold_reason: "other", note }),
    move("manager", "apply_split", { order_id }),
    move("manager", "undo_split", { order_id }),
    move("customer_service", "cancel_order", { order_id, cancelled_by: "seller", note }),
    move("manager", "change_quantity", { line_id: line?.id, qty: random(5), note }),
    move("customer_service", "change_recipient", { order_id, ship_name: `王五 ${random(9)}`, note }),
    webhook({ id: order_id, balance_due: 20 }),
    move("finance", "expect_payment", { order_id, method: "wechat", amount: 10, provider_ref: reference() }),
    move("finance", "request_refund", { order_id, reason: note, amount: 1 + random(40) }),
    move("finance", "request_refund", { order_id, reason: note, lines: [{ line: line?.id, qty: 1 }] }),
    move("finance", "issue_invoice", { order_id, title: "赛", amount: 1 + random(60) }),
    move("warehouse", "transfer_stock", {
      stock_id,
      to_warehouse_id: pick(ground.warehouses),
      qty: 1 + random(4),
    }),
    move("warehouse", "receive_stock", { stock_id, qty: 1 + random(6) }),
    move("warehouse", "damage_stock", { stock_id, qty: 1 + random(3), note }),
    move("manager", `/orders?id=eq.${String(order_id)}`, { seller_note: reference() }),
    ...(part
      ? [
          move("warehouse", "call_back", { sub_order_id, note }),
          move("manager", "release_sub_order", { sub_order_id }),
          move("warehouse", "confirm_pick", { sub_order_id, picked: [] }),
          move("warehouse", "pack_parcel", { sub_order_id }),
          move("warehouse", "separate_sub_order", { sub_order_id }),
          move("manager", `/fulfillment_orders?id=eq.${String(sub_order_id)}`, { expected_on: "2030-01-01" }),
        ]
      : []),
    ...(parcel
      ? [
          move("warehouse", "unpack_parcel", { shipment_id, note }),
          move("warehouse", `/shipments?id=eq.${String(shipment_id)}`, { note: reference() }),
        ]
      : []),
    ...(payment ? [move("finance", `/payments?id=eq.${String(payment.id)}`, { note: reference() })] : []),
    ...(refund ? [move("finance", "reject_refund", { refund_id: refund.id, note })] : []),
    ...(invoice ? [move("finance", "credit_invoice", { invoice_id: invoice.id, note })] : []),
  ];
}
