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

/**
 * Written by operations and by the database alone: no role changes them, admin included. Orders, parcels, money and
 * stock are gone through column by column in operationRights.
 */
export const reserved: Record<string, string[]> = {
  invoice_series: ["next_number"],
  returns: ["order_id", "decided_by_id", "decided_at", "received_at", "warehouse_id"],
  complaints: [
    ...["state", "finding", "measure", "reply", "csat"],
    ...["first_response_at", "resolved_at", "closed_at"],
  ],
  customers: ["points", "merged_into_id", "phone_masked"],
};
