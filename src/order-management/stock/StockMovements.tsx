/** What came and went, newest first. */
import { Button, Card, Skeleton } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import { PartProblem } from "../order-page/PartProblem";
import { RowsTable } from "../order-page/RowsTable";
import { useStockRows } from "./useStockRows";

const step = 25;

export function StockMovements({ stock }: { stock: DataRecord }) {
  const t = useText();
  const [limit, setLimit] = useState(step);
  const { fields, canRead, rows, isLoading, isStale, error } = useStockRows(stock, {
    entity: "stock_movements",
    fields: ["at", "kind", "qty", "actor_id", "note"],
    sort: [
      { field: "at", descending: true },
      { field: "id", descending: true },
    ],
    limit,
  });
  if (!canRead) return null;
  return (
    <Card size="small" title={t("stockPage.movements")}>
      <PartProblem error={error} />
      {isLoading && <Skeleton active />}
      {!isLoading && rows.length === 0 && <Text type="secondary">{t("stockPage.noMovements")}</Text>}
      {rows.length > 0 && <RowsTable fields={fields} rows={rows} />}
      {rows.length === limit && (
        <Button type="text" loading={isStale} onClick={() => setLimit(limit + step)} style={{ marginTop: 8 }}>
          {t("stockPage.more")}
        </Button>
      )}
    </Card>
  );
}
