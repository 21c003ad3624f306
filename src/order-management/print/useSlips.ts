/** What goes on packing slips: one per order, or one per sub-order with the pieces that leave with it. */
import { useMemo } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useSkuCodes } from "../order-page/useSkuCodes";
import { useRowsOf } from "./useRowsOf";

export interface SlipLine {
  key: RecordId;
  code: string;
  title: string;
  spec: string;
  qty: number;
}

export interface Slip {
  key: RecordId;
  /** Number of the order or sub-order, which is also its barcode. */
  number: string;
  order: DataRecord;
  lines: SlipLine[];
}

const orderFields = [
  ...["order_no", "channel_id", "placed_at", "ship_name", "ship_phone", "ship_country", "ship_province"],
  ...["ship_city", "ship_district", "ship_street", "ship_zip", "buyer_note"],
];
const lineFields = ["order_id", "line_no", "sku_id", "external_sku", "title", "spec", "qty", "qty_cancelled"];

const text = (value: unknown) => (typeof value === "string" ? value : "");
const key = (value: unknown): RecordId | undefined =>
  typeof value === "string" || typeof value === "number" ? value : undefined;
const keysOf = (rows: DataRecord[], field: string) => [
  ...new Set(rows.flatMap(({ values }) => key(values[field]) ?? [])),
];

export function useSlips(orderIds: readonly RecordId[], partIds: readonly RecordId[]) {
  const partFields = ["order_id", "fulfillment_no"];
  const parts = useRowsOf({ entity: "fulfillment_orders", by: "id", keys: partIds, fields: partFields });
  const pieceFields = ["fulfillment_order_id", "order_line_id", "qty"];
  const pieces = useRowsOf({
    entity: "fulfillment_lines",
    by: "fulfillment_order_id",
    keys: partIds,
    fields: pieceFields,
  });
  const wanted = partIds.length > 0 ? keysOf(parts.rows, "order_id") : orderIds;
  const orders = useRowsOf({ entity: "orders", by: "id", keys: wanted, fields: orderFields });
  const lines = useRowsOf({ entity: "order_lines", by: "order_id", keys: wanted, fields: lineFields });
  const codes = useSkuCodes(lines.rows);

  const slips = useMemo(() => {
    const slipLine = (line: DataRecord, qty: number): SlipLine => ({
      key: line.id,
      code: codes.byId.get(key(line.values.sku_id) ?? "") ?? text(line.values.external_sku),
      title: text(line.values.title),
      spec: text(line.values.spec),
      qty,
    });
    const byNumber = [...lines.rows].sort((a, b) => Number(a.values.line_no) - Number(b.values.line_no));
    const slipOf = (order: DataRecord): Slip => ({
      key: order.id,
      number: text(order.values.order_no),
      order,
      lines: byNumber
        .filter(({ values }) => values.order_id === order.id)
        .map((line) => slipLine(line, Number(line.values.qty) - Number(line.values.qty_cancelled ?? 0)))
        .filter(({ qty }) => qty > 0),
    });
    const partSlipOf = (part: DataRecord, order: DataRecord): Slip => ({
      key: part.id,
      number: text(part.values.fulfillment_no),
      order,
      lines: byNumber.flatMap((line) => {
        const piece = pieces.rows.find(
          ({ values }) => values.fulfillment_order_id === part.id && values.order_line_id === line.id,
        );
        return piece ? [slipLine(line, Number(piece.values.qty))] : [];
      }),
    });
    if (partIds.length === 0) return orders.rows.map(slipOf);
    return parts.rows.flatMap((part) => {
      const order = orders.rows.find(({ id }) => id === part.values.order_id);
      return order ? [partSlipOf(part, order)] : [];
    });
  }, [partIds, parts.rows, pieces.rows, orders.rows, lines.rows, codes]);

  const asked = [parts, pieces, orders, lines];
  return {
    slips,
    isLoading:
      asked.some(({ isLoading }) => isLoading) ||
      (codes.isReadable && lines.rows.some(({ values }) => values.sku_id != null) && codes.byId.size === 0),
    error: asked.find(({ error }) => error)?.error,
  };
}
