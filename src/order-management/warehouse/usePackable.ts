/** What of a sub-order, and of those that ship with it, is in no parcel yet. */
import type { DataRecord, RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";

export interface PackableLine {
  line: RecordId;
  title: string;
  spec: string;
  sku: string;
  /** Pieces that are in no parcel yet. */
  left: number;
}

const byId = [{ field: "id", descending: false }];
const inOnePage = { sort: byId, page: 1, pageSize: 1000, count: "none" } as const;

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

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
  const keys = wanted.records.flatMap(({ values: { order_line_id: key } }) =>
    typeof key === "number" || typeof key === "string" ? [key] : [],
  );
  const ordered = useRecords({
    ...inOnePage,
    entity: "order_lines",
    condition: { field: "id", op: "in", value: keys },
    fields: ["title", "spec", "sku_id"],
    isEnabled: keys.length > 0,
  });
  const packedOf = (line: RecordId) =>
    packed.records
      .filter(({ values }) => values.fulfillment_line_id === line)
      .reduce((sum, { values }) => sum + Number(values.qty), 0);
  return {
    isLoading: wanted.isLoading || packed.isLoading || (keys.length > 0 && ordered.isLoading),
    lines: wanted.records
      .map(({ id, values }) => {
        const line = ordered.records.find((candidate) => candidate.id === values.order_line_id);
        return {
          line: id,
          title: textOf(line?.values.title),
          spec: textOf(line?.values.spec),
          sku: line?.titles.sku_id ?? "",
          left: Number(values.qty) - packedOf(id),
        };
      })
      .filter(({ left }) => left > 0),
  };
}
