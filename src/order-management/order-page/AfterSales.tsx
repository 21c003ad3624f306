/** Returns and complaints about an order. */
import type { DataRecord } from "../../data/record";
import { RowsCard } from "./RowsCard";

const newestFirst = [{ field: "id", descending: true }];

export function AfterSales({ order }: { order: DataRecord }) {
  return (
    <>
      <RowsCard
        query={{
          entity: "returns",
          orderId: order.id,
          fields: ["return_no", "kind", "state", "reason_code", "warehouse_id", "requested_at", "deadline"],
          sort: newestFirst,
        }}
      />
      <RowsCard
        query={{
          entity: "complaints",
          orderId: order.id,
          fields: ["complaint_no", "subject", "severity", "state", "assignee_id", "due_at"],
          sort: newestFirst,
        }}
      />
    </>
  );
}
