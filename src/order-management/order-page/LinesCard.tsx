/** What was ordered, line by line. */
import { Card, Flex, Skeleton, Tag, Typography } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { PartProblem } from "./PartProblem";
import { RowsTable } from "./RowsTable";
import { type OrderRows, useOrderRows } from "./useOrderRows";

const inTitle = ["title", "spec", "sku_id", "external_sku", "is_gift", "available_on"];
const columns = ["qty", "unit_price", "goods", "line_discount", "discount_share", "net", "total"];
const progress = ["qty_cancelled", "qty_shipped", "qty_returned"];

export function LinesCard({ order }: { order: DataRecord }) {
  const t = useText();
  const label = useLabel();
  const lines = useOrderRows({
    entity: "order_lines",
    orderId: order.id,
    fields: [...inTitle, ...columns, ...progress],
    sort: [{ field: "line_no", descending: false }],
  });
  if (!lines.entity) return null;

  const hasProgress = (name: string) => lines.rows.some((row) => Number(row.values[name] ?? 0) > 0);
  const shown = lines.fields.filter(
    ({ name }) => columns.includes(name) || (progress.includes(name) && hasProgress(name)),
  );
  return (
    <Card size="small" title={label(lines.entity.label)} styles={{ body: { padding: 0 } }}>
      <PartProblem error={lines.error} />
      {lines.isLoading ? (
        <Skeleton active style={{ padding: 12 }} />
      ) : lines.rows.length === 0 ? (
        <EmptyState title={t("orders.noLines")} />
      ) : (
        <RowsTable
          fields={shown}
          rows={lines.rows}
          extra={[
            {
              key: "line",
              title: t("orders.product"),
              fixed: "left",
              width: 240,
              render: (_value, row) => <LineTitle row={row} lines={lines} />,
            },
          ]}
        />
      )}
    </Card>
  );
}

function LineTitle({ row, lines }: { row: DataRecord; lines: OrderRows }) {
  const label = useLabel();
  const fieldOf = (name: string) => lines.fields.find((field) => field.name === name);
  const title = fieldOf("title");
  const gift = fieldOf("is_gift");
  const small = ["sku_id", "spec", "available_on"].flatMap((name) => {
    const field = fieldOf(name);
    return field && row.values[name] != null ? [field] : [];
  });
  const unmapped = row.values.sku_id == null ? fieldOf("external_sku") : undefined;
  return (
    <Flex vertical style={{ minWidth: 180 }}>
      <Flex gap={6} align="center">
        {title && <FieldDisplay field={title} record={row} isCompact />}
        {gift && row.values.is_gift === true && <Tag bordered={false}>{label(gift.label)}</Tag>}
      </Flex>
      <Typography.Text type="secondary" style={{ fontSize: 12, display: "flex", gap: 8 }}>
        {[...small, ...(unmapped ? [unmapped] : [])].map((field) => (
          <FieldDisplay key={field.name} field={field} record={row} isCompact />
        ))}
      </Typography.Text>
    </Flex>
  );
}
