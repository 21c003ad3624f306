/** What was ordered, line by line. */
import { Card, Skeleton } from "antd";
import type { DataRecord } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { inCurrencyOf } from "./inCurrencyOf";
import { LineTitle } from "./LineTitle";
import { LineTools } from "./LineTools";
import { PartProblem } from "./PartProblem";
import { RowsTable } from "./RowsTable";
import { useOrderRows } from "./useOrderRows";
import { useSkuCodes } from "./useSkuCodes";

const inTitle = ["title", "spec", "sku_id", "external_sku", "is_gift", "available_on"];
const columns = ["qty", "unit_price", "goods", "line_discount", "discount_share", "net"];
const progress = ["qty_cancelled", "qty_shipped", "qty_returned"];

/** Columns of nothing but zeros would only push the others out of sight. */
const onlyWhenNotZero = ["line_discount", "discount_share", ...progress];

const changeable = ["draft", "pending_review", "confirmed", "processing"];

export function LinesCard({ order }: { order: DataRecord }) {
  const t = useText();
  const label = useLabel();
  const lines = useOrderRows({
    entity: "order_lines",
    orderId: order.id,
    fields: [...inTitle, ...columns, ...progress],
    sort: [{ field: "line_no", descending: false }],
  });
  const codes = useSkuCodes(lines.rows);
  const mayRun = useMayRun();
  const { entity } = lines;
  if (!entity) return null;

  const { lifecycle, fulfillment_status: shipped } = order.values;
  const isOpen = changeable.includes(String(lifecycle)) && shipped === "unfulfilled";

  const hasValues = (name: string) => lines.rows.some((row) => Number(row.values[name] ?? 0) !== 0);
  const shown = lines.fields.filter(
    ({ name }) => !inTitle.includes(name) && (!onlyWhenNotZero.includes(name) || hasValues(name)),
  );
  return (
    <Card size="small" title={label(entity.label)} styles={{ body: { padding: 0 } }}>
      <PartProblem error={lines.error} />
      {lines.isLoading && <Skeleton active style={{ padding: 12 }} />}
      {!lines.isLoading && lines.rows.length === 0 && <EmptyState title={t("orders.noLines")} />}
      {lines.rows.length > 0 && (
        <RowsTable
          fields={inCurrencyOf(order, shown)}
          rows={lines.rows}
          {...(isOpen &&
            mayRun("change_quantity") && { tools: (row) => <LineTools entity={entity} line={row} /> })}
          extra={[
            {
              key: "line",
              title: t("orders.product"),
              render: (_value, row) => <LineTitle row={row} fields={lines.fields} codes={codes} />,
            },
          ]}
        />
      )}
    </Card>
  );
}
