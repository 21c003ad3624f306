/** What of a sub-order, and of those that ship with it, is in no parcel yet. */
import type { DataRecord, RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";

export interface PackableLine {
  line: RecordId;
  title: string;
  /** Pieces that are in no parcel yet. */
  left: number;
}

const byId = [{ field: "id", descending: false }];
const inOnePage = { sort: byId, page: 1, pageSize: 1000, count: "none" } as const;

export function usePackable(part: DataRecord): { lines: PackableLine[]; isLoading: boolean } {
  const ofPart = (path: string) => ({
    any: [
      { field: path, op: "eq" as const, value: part.id },
      { field: `${path}.parcel_group_id`, op: "eq" as const, value: part.id },
    ],
  });
  const wanted = useRecords({
    ...inOnePage,
    entity: "fulfillment_lines",
    condition: ofPart("fulfillment_order_id"),
    fields: ["order_line_id", "qty"],
  });
  const packed = useRecords({
    ...inOnePage,
    entity: "shipment_items",
    condition: {
      all: [
        ofPart("fulfillment_line_id.fulfillment_order_id"),
        { field: "shipment_id.is_void", op: "eq", value: false },
      ],
    },
    fields: ["fulfillment_line_id", "qty"],
  });
  const packedOf = (line: RecordId) =>
    packed.records
      .filter(({ values }) => values.fulfillment_line_id === line)
      .reduce((sum, { values }) => sum + Number(values.qty), 0);
  return {
    isLoading: wanted.isLoading || packed.isLoading,
    lines: wanted.records
      .map(({ id, values, titles }) => ({
        line: id,
        title: titles.order_line_id ?? String(id),
        left: Number(values.qty) - packedOf(id),
      }))
      .filter(({ left }) => left > 0),
  };
}
