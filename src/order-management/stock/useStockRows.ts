/** Rows about the same SKU in the same warehouse; nothing is asked for that the role may not read. */
import type { DataRecord } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import type { Condition } from "../../model/condition";
import type { Sort } from "../../model/snapshot";

interface StockRowsQuery {
  entity: string;
  fields: readonly string[];
  sort: Sort[];
  limit: number;
  condition?: Condition;
}

export function useStockRows(stock: DataRecord, query: StockRowsQuery) {
  const entity = useEntity(query.entity);
  const readable = (name: string) => entity?.fields.find((field) => field.name === name && field.canRead);
  const fields = query.fields.flatMap((name) => readable(name) ?? []);
  const canRead = readable("warehouse_id") !== undefined && readable("sku_id") !== undefined;
  const list = useRecords({
    entity: query.entity,
    condition: {
      all: [
        { field: "warehouse_id", op: "eq", value: stock.values.warehouse_id },
        { field: "sku_id", op: "eq", value: stock.values.sku_id },
        ...(query.condition ? [query.condition] : []),
      ],
    },
    fields: fields.map(({ name }) => name),
    sort: query.sort,
    page: 1,
    pageSize: query.limit,
    count: "none",
    isEnabled: canRead,
  });
  return {
    fields,
    canRead,
    rows: list.records,
    isLoading: list.isLoading,
    isStale: list.isStale,
    error: list.error,
  };
}
