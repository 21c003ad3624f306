/** Shipping the packed parcels of a sub-order, one form each. */
import { useRecords } from "../../data/useRecords";
import type { DataRecord } from "../../data/record";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { ShipForm } from "./ShipForm";

export function ShipStep({ part }: { part: DataRecord }) {
  const { records, isLoading } = useRecords({
    entity: "shipments",
    condition: {
      all: [
        { field: "fulfillment_order_id", op: "eq", value: part.id },
        { field: "status", op: "eq", value: "packed" },
      ],
    },
    fields: ["shipment_no", "carrier_id", "tracking_no"],
    sort: [{ field: "id", descending: false }],
    page: 1,
    pageSize: 50,
    count: "none",
  });
  if (isLoading) return <RecordSkeleton />;
  return records.map((parcel, index) => <ShipForm key={parcel.id} parcel={parcel} isNext={index === 0} />);
}
