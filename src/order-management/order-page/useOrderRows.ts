/** The rows of another entity that belong to an order; nothing is asked for that the role may not read. */
import { useMemo } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import type { Entity, Field, Sort } from "../../model/snapshot";

export interface OrderRowsQuery {
  entity: string;
  /** Path from the row to its order. */
  path?: string;
  orderId: RecordId;
  fields: readonly string[];
  sort?: Sort[];
  limit?: number;
}

export interface OrderRows {
  /** Undefined when the role has no right to read such rows. */
  entity: Entity | undefined;
  /** The wanted fields that may be read, in the wanted order. */
  fields: Field[];
  rows: DataRecord[];
  isLoading: boolean;
  hasMore: boolean;
  error: ReturnType<typeof useRecords>["error"];
}

const most = 200;

export function useOrderRows(query: OrderRowsQuery): OrderRows {
  const { path = "order_id", orderId, sort, limit = most } = query;
  const found = useEntity(query.entity);
  const link = path.split(".")[0];
  const entity = found?.fields.some((field) => field.name === link && field.canRead) ? found : undefined;
  const wanted = query.fields.join();
  const fields = useMemo(
    () =>
      wanted
        .split(",")
        .flatMap((name) => entity?.fields.find((field) => field.name === name && field.canRead) ?? []),
    [entity, wanted],
  );
  const list = useRecords({
    entity: query.entity,
    condition: { field: path, op: "eq", value: orderId },
    fields: fields.map((field) => field.name),
    sort,
    page: 1,
    pageSize: limit,
    count: "none",
    isEnabled: entity !== undefined,
  });
  return {
    entity,
    fields,
    rows: list.records,
    isLoading: list.isLoading,
    hasMore: list.records.length === limit,
    error: list.error,
  };
}
