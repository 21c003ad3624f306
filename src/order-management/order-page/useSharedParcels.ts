/** Parcels that sub-orders of several orders leave in: those of others that carry ours, and others in ours. */
import type { DataRecord, RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import { parcelsOf } from "./orderParts";

const isKey = (value: unknown): value is RecordId => typeof value === "string" || typeof value === "number";

export function useSharedParcels(parts: readonly DataRecord[]) {
  const ids = parts.map(({ id }) => id);
  const carriers = parts
    .map(({ values }) => values.parcel_group_id)
    .filter(isKey)
    .filter((id) => !ids.includes(id));
  const parcelEntity = useEntity("shipments");
  const partEntity = useEntity("fulfillment_orders");
  const parcelFields = (parcelEntity?.fields ?? []).filter(
    ({ name, canRead }) => canRead && parcelsOf(0).fields.includes(name),
  );
  const canSeeGuests =
    partEntity?.fields.some(({ name, canRead }) => canRead && name === "parcel_group_id") ?? false;
  const page = { page: 1, pageSize: 50, count: "none" } as const;
  const parcels = useRecords({
    entity: "shipments",
    condition: { field: "fulfillment_order_id", op: "in", value: carriers },
    fields: parcelFields.map(({ name }) => name),
    isEnabled: carriers.length > 0 && parcelFields.length > 0,
    ...page,
  });
  const guests = useRecords({
    entity: "fulfillment_orders",
    condition: { field: "parcel_group_id", op: "in", value: ids },
    fields: ["fulfillment_no", "order_id", "parcel_group_id"],
    isEnabled: ids.length > 0 && canSeeGuests,
    ...page,
  });
  return {
    /** Parcels of another order that a part of this one leaves in. */
    carrying: (part: DataRecord) =>
      carriers.length === 0
        ? []
        : parcels.records.filter(({ values }) => values.fulfillment_order_id === part.values.parcel_group_id),
    /** Sub-orders of others that leave in the parcel of a part of this one. */
    guestsOf: (part: DataRecord) =>
      guests.records.filter(({ id, values }) => values.parcel_group_id === part.id && !ids.includes(id)),
  };
}
