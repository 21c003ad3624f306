/** The codes of the SKUs on the lines of an order, fetched together. */
import { useMemo } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";

export interface SkuCodes {
  isReadable: boolean;
  byId: Map<RecordId, string>;
}

export function useSkuCodes(lines: DataRecord[]): SkuCodes {
  const skus = useEntity("skus");
  const canRead = skus?.fields.some((field) => field.name === "sku_code" && field.canRead) ?? false;
  const ids = useMemo(
    () => [...new Set(lines.map((line) => line.values.sku_id))].filter((id) => id != null),
    [lines],
  );
  const { records } = useRecords({
    entity: "skus",
    condition: { field: "id", op: "in", value: ids },
    fields: ["sku_code"],
    page: 1,
    pageSize: Math.max(ids.length, 1),
    count: "none",
    isEnabled: canRead && ids.length > 0,
  });
  return useMemo(() => {
    const codes = records.map((record) => [record.id, record.values.sku_code] as const);
    const known = codes.filter((pair): pair is [RecordId, string] => typeof pair[1] === "string");
    return { isReadable: skus !== undefined, byId: new Map(known) };
  }, [records, skus]);
}
