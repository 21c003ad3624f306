/** A card with rows that belong to an order; it is not there for roles that may not read them. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Card, Skeleton, Typography } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { PartProblem } from "./PartProblem";
import { RowsTable } from "./RowsTable";
import { useOrderRows } from "./useOrderRows";

interface RowsCardProps {
  query: Parameters<typeof useOrderRows>[0];
  /** Said when there are none; without it an empty card is left out. */
  empty?: string;
}

export function RowsCard({ query, empty }: RowsCardProps) {
  const t = useText();
  const label = useLabel();
  const { entity, fields, rows, isLoading, error } = useOrderRows(query);
  const [first, ...others] = fields;
  if (!entity || !first) return null;
  const link = entity.fields.find((field) => field.name === (query.path ?? "order_id"));
  const canAdd = entity.actions.create && link?.canCreate === true;
  if (rows.length === 0 && !error && !canAdd && (isLoading || empty === undefined)) return null;

  return (
    <Card
      size="small"
      title={label(entity.label)}
      styles={{ body: rows.length > 0 ? { padding: 0 } : undefined }}
      extra={
        canAdd && (
          <Link to={`/e/${entity.name}/new?${link.name}=${encodeURIComponent(String(query.orderId))}`}>
            <Button type="text" size="small" icon={<PlusOutlined />}>
              {t("workspace.list.create")}
            </Button>
          </Link>
        )
      }
    >
      <PartProblem error={error} />
      {isLoading && <Skeleton active paragraph={{ rows: 1 }} title={false} />}
      {!isLoading && rows.length === 0 && (
        <Typography.Text type="secondary">{empty ?? t("workspace.empty.noRelated")}</Typography.Text>
      )}
      {rows.length > 0 && (
        <RowsTable
          fields={others}
          rows={rows}
          extra={[
            {
              key: first.name,
              title: label(first.label),
              width: 150,
              render: (_value, row: DataRecord) => (
                <Link to={`/e/${entity.name}/${encodeURIComponent(String(row.id))}`}>
                  <FieldDisplay field={first} record={row} isCompact />
                </Link>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}
