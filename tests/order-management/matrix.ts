/** Who may do what with which table: r read, c create, u update some field, d delete, - nothing at all. */
export const roles = ["admin", "manager", "customer_service", "finance", "warehouse", "viewer"] as const;

export type Role = (typeof roles)[number];

const table = `
                      admin  manager  service  finance  warehouse  viewer
  orders              rcud   rcud     ru       r        r          r
  order_lines         rcud   rcud     r        r        r          r
  order_events        r      r        r        r        r          r
  order_links         rcud   rcud     rc       r        -          r
  tasks               rcud   rcud     rcu      rcu      ru         -

  fulfillment_orders  ru     ru       r        r        r          r
  fulfillment_lines   r      r        r        r        r          r
  shipments           ru     ru       r        r        ru         r
  shipment_items      r      r        r        r        r          r
  tracking_events     r      r        r        -        r          r
  incidents           rcud   rcud     r        -        r          -

  payments            ru     ru       r        ru       -          r
  refunds             ru     ru       r        ru       -          r
  refund_lines        r      r        r        r        -          r
  invoices            ru     ru       r        ru       -          -
  credits             r      r        r        r        -          -
  credit_lines        r      r        r        r        -          -
  adjustments         r      r        -        r        -          -

  returns             rcu    rcu      rcu      r        r          r
  return_lines        rcu    rcu      rc       r        ru         r
  complaints          rcu    rcu      rcu      -        -          r

  customers           rcud   rcud     rcu      r        -          r
  customer_identities rcud   rcud     r        -        -          -

  products            rcud   rcud     r        r        r          r
  skus                rcud   rcud     r        r        r          r
  sku_components      rcud   rcud     r        -        r          r
  channel_skus        rcud   rcud     r        -        -          r
  suppliers           rcud   rcud     -        r        -          r
  stock               r      r        r        r        r          r
  stock_movements     r      r        -        r        r          r
  reservations        r      r        -        -        r          -
  stock_alerts        r      r        -        -        r          r
  demand_weeks        r      r        -        -        -          -
  reorder_parameters  rcud   rcud     -        -        -          -

  report_definitions  rcud   rcud     -        r        -          r
  report_runs         r      r        -        r        -          -
  metric_limits       rcud   rcud     -        r        -          r

  channels            rcud   rcud     r        r        r          r
  warehouses          rcud   rcud     r        r        r          r
  warehouse_regions   rcud   rcud     -        -        -          -
  carriers            rcud   rcud     r        r        r          r
  carrier_rules       rcud   rcud     -        -        -          -
  sla_policies        rcud   rcud     r        -        -          -
  status_rules        rcud   r        -        -        -          -
  automation_rules    rcud   r        -        -        -          -
  rule_runs           r      r        -        -        -          -
  outbox              r      -        -        -        -          -
  invoice_series      rcud   r        -        r        -          -
  import_profiles     rcud   r        -        -        -          -
  import_batches      r      r        -        -        -          -
  import_rows         r      r        -        -        -          -
`;

/** Rights by role and table, as letters in the order r c u d. */
export const matrix: { entity: string; rights: Record<Role, string> }[] = table
  .trim()
  .split("\n")
  .slice(1)
  .filter((line) => line.trim() !== "")
  .map((line) => {
    const [entity = "", ...cells] = line.trim().split(/\s+/);
    const of = (role: Role) => (cells[roles.indexOf(role)] ?? "").replace("-", "");
    return {
      entity,
      rights: {
        admin: of("admin"),
        manager: of("manager"),
        customer_service: of("customer_service"),
        finance: of("finance"),
        warehouse: of("warehouse"),
        viewer: of("viewer"),
      },
    };
  });

/** Written by operations and by the database alone: no role changes them, admin included. */
export const reserved: Record<string, string[]> = {
  orders: [
    ...["id", "order_no", "channel_id", "external_no", "placed_at", "received_at", "paid_at", "confirmed_at"],
    ...[
      "completed_at",
      "cancelled_at",
      "lifecycle",
      "fulfillment_status",
      "aftersale_status",
      "payment_status",
    ],
    ...[
      "status",
      "hold_reasons",
      "attention_reasons",
      "is_sealed",
      "cancelled_by",
      "cancel_reason",
      "currency",
    ],
    ...["goods_total", "discount_total", "shipping_total", "tax_total", "grand_total", "paid_total"],
    ...["kept_total", "balance_due", "invoiced_total", "invoiceable_total"],
    ...["refunded_total", "pending_difference", "platform_discount", "platform_fee", "ship_phone_masked"],
    ...["warehouse_ids", "locked_fields", "import_batch_id", "version", "created_at", "updated_at"],
  ],
  order_lines: [
    ...[
      "order_id",
      "line_no",
      "qty",
      "unit_price",
      "goods",
      "line_discount",
      "discount_share",
      "shipping_share",
    ],
    ...["tax", "net", "total", "unit_cost", "qty_cancelled", "qty_shipped", "qty_delivered", "qty_returned"],
    "warehouse_ids",
  ],
  fulfillment_orders: [
    "order_id",
    "warehouse_id",
    "supplier_id",
    "status",
    "goods",
    "total",
    "is_superseded",
    ...["released_at", "picked_at", "packed_at", "parcel_group_id"],
  ],
  fulfillment_lines: ["qty", "goods", "qty_shipped", "qty_delivered"],
  shipments: [
    ...["order_id", "warehouse_id", "delivered_at", "confirmed_at", "is_void", "status"],
    ...["fulfillment_order_id", "carrier_id", "tracking_no", "shipped_at"],
  ],
  shipment_items: ["qty", "fulfillment_line_id", "shipment_id"],
  tracking_events: ["at", "code", "shipment_id"],
  payments: [
    ...["order_id", "method", "provider", "provider_ref", "amount", "fee", "currency", "state", "paid_at"],
    ...["confirmed_at", "confirmed_by_id", "payment_no"],
  ],
  refunds: [
    ...["order_id", "amount", "shipping_part", "currency", "state", "method", "provider", "provider_ref"],
    ...["approved_by_id", "approved_at", "requested_by_id", "done_at"],
  ],
  refund_lines: ["refund_id", "order_line_id", "qty", "amount"],
  invoices: [
    ...["order_id", "number", "kind", "amount", "currency", "title", "tax_no", "voids_id", "credited_total"],
    ...["state", "issued_at", "issued_by_id"],
  ],
  invoice_series: ["next_number"],
  returns: ["order_id", "decided_by_id", "decided_at", "received_at", "warehouse_id"],
  complaints: [
    ...["state", "finding", "measure", "reply", "csat"],
    ...["first_response_at", "resolved_at", "closed_at"],
  ],
  customers: ["points", "merged_into_id", "phone_masked"],
  stock: ["on_hand", "reserved", "incoming", "available", "safety_stock", "bin"],
  stock_movements: ["qty", "unit_cost", "note"],
  reservations: ["qty", "state"],
  order_events: ["type", "old_values", "new_values", "note"],
};
