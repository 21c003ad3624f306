/** What is asked about the parts of an order; whoever asks the same question shares the answer. */
import type { RecordId } from "../../data/record";
import type { OrderRowsQuery } from "./useOrderRows";

export const subOrdersOf = (orderId: RecordId): OrderRowsQuery => ({
  entity: "fulfillment_orders",
  orderId,
  fields: [
    "fulfillment_no",
    "seq",
    "status",
    "warehouse_id",
    "supplier_id",
    "ship_by",
    "expected_on",
    "released_at",
    "picked_at",
    "parcel_group_id",
    "total",
    "is_superseded",
  ],
  sort: [{ field: "seq", descending: false }],
});

export const parcelsOf = (orderId: RecordId): OrderRowsQuery => ({
  entity: "shipments",
  orderId,
  fields: [
    "shipment_no",
    "fulfillment_order_id",
    "status",
    "carrier_id",
    "tracking_no",
    "shipped_at",
    "expected_at",
    "delivered_at",
    "weight_g",
    "cost",
  ],
  sort: [{ field: "id", descending: false }],
});

export const trackingOf = (orderId: RecordId): OrderRowsQuery => ({
  entity: "tracking_events",
  path: "shipment_id.order_id",
  orderId,
  fields: ["shipment_id", "at", "code", "location", "description"],
  sort: [{ field: "at", descending: true }],
});
