/** Payments, refunds and invoices of an order, as far as the role may read them. */
import type { DataRecord } from "../../data/record";
import { RowsCard } from "./RowsCard";

const newestFirst = [{ field: "id", descending: true }];

export function MoneyMovements({ order }: { order: DataRecord }) {
  return (
    <>
      <RowsCard
        query={{
          entity: "payments",
          orderId: order.id,
          fields: [
            "payment_no",
            "state",
            "method",
            "amount",
            "paid_at",
            "provider_ref",
            "confirmed_by_id",
            "note",
          ],
          sort: newestFirst,
        }}
      />
      <RowsCard
        query={{
          entity: "refunds",
          orderId: order.id,
          fields: [
            "refund_no",
            "state",
            "amount",
            "shipping_part",
            "method",
            "reason",
            "note",
            "requested_at",
            "requested_by_id",
            "approved_by_id",
            "provider_ref",
            "done_at",
          ],
          sort: newestFirst,
        }}
      />
      <RowsCard
        query={{
          entity: "invoices",
          orderId: order.id,
          fields: ["number", "kind", "state", "title", "amount", "issued_at", "issued_by_id"],
          sort: newestFirst,
        }}
      />
    </>
  );
}
