/** Which orders the reserved pieces are for. */
import { Card, Skeleton } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { recordAddress } from "../../workspace/record/recordAddress";
import { PartProblem } from "../order-page/PartProblem";
import { RowsTable } from "../order-page/RowsTable";
import { useStockRows } from "./useStockRows";

export function StockReservations({ stock }: { stock: DataRecord }) {
  const t = useText();
  const label = useLabel();
  const { fields, canRead, rows, isLoading, error } = useStockRows(stock, {
    entity: "reservations",
    fields: ["fulfillment_line_id", "qty", "created_at", "expires_at"],
    sort: [{ field: "id", descending: false }],
    condition: { field: "state", op: "eq", value: "active" },
    limit: 100,
  });
  const lineIds = rows.map(({ values }) => values.fulfillment_line_id).filter((id) => id != null);
  const lineEntity = useEntity("fulfillment_lines");
  const orders = useEntity("orders");
  const parts = useEntity("fulfillment_orders");
  const lines = useRecords({
    entity: "fulfillment_lines",
    condition: { field: "id", op: "in", value: lineIds },
    fields: ["order_id", "fulfillment_order_id"],
    page: 1,
    pageSize: 100,
    count: "none",
    isEnabled: lineEntity !== undefined && lineIds.length > 0,
  });
  if (!canRead) return null;

  const linked = (row: DataRecord, field: string, entity: string) => {
    const line = lines.records.find(({ id }) => id === row.values.fulfillment_line_id);
    const id = line?.values[field];
    return typeof id !== "string" && typeof id !== "number" ? (
      "–"
    ) : (
      <Link to={recordAddress(entity, String(id))}>{line?.titles[field] ?? String(id)}</Link>
    );
  };
  return (
    <Card size="small" title={t("stockPage.reservations")}>
      <PartProblem error={error} />
      {isLoading && <Skeleton active paragraph={{ rows: 2 }} />}
      {!isLoading && rows.length === 0 && <Text type="secondary">{t("stockPage.noReservations")}</Text>}
      {rows.length > 0 && (
        <RowsTable
          fields={fields.filter(({ name }) => name !== "fulfillment_line_id")}
          rows={rows}
          extra={[
            ...(orders
              ? [
                  {
                    key: "order",
                    title: label(orders.label),
                    render: (_value: unknown, row: DataRecord) => linked(row, "order_id", "orders"),
                  },
                ]
              : []),
            ...(parts
              ? [
                  {
                    key: "part",
                    title: label(parts.label),
                    render: (_value: unknown, row: DataRecord) =>
                      linked(row, "fulfillment_order_id", "fulfillment_orders"),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  );
}
