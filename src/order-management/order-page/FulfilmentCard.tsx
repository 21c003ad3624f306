/** Sub-orders with their parcels, and where each parcel is. */
import { Card, Flex, Skeleton, Typography, theme } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { Facts } from "./Facts";
import { Parcel } from "./Parcel";
import { PartProblem } from "./PartProblem";
import { useOrderRows } from "./useOrderRows";

const byId = [{ field: "id", descending: false }];

export function FulfilmentCard({ order }: { order: DataRecord }) {
  const t = useText();
  const label = useLabel();
  const { token } = theme.useToken();
  const parts = useOrderRows({
    entity: "fulfillment_orders",
    orderId: order.id,
    fields: [
      "fulfillment_no",
      "seq",
      "status",
      "warehouse_id",
      "supplier_id",
      "ship_by",
      "expected_on",
      "released_at",
      "total",
      "is_superseded",
    ],
    sort: [{ field: "seq", descending: false }],
  });
  const parcels = useOrderRows({
    entity: "shipments",
    orderId: order.id,
    fields: [
      "shipment_no",
      "fulfillment_order_id",
      "status",
      "carrier_id",
      "tracking_no",
      "shipped_at",
      "expected_at",
      "delivered_at",
      "weight_g",
      "cost",
    ],
    sort: byId,
  });
  const events = useOrderRows({
    entity: "tracking_events",
    path: "shipment_id.order_id",
    orderId: order.id,
    fields: ["shipment_id", "at", "code", "location", "description"],
    sort: [{ field: "at", descending: true }],
  });
  if (!parts.entity && !parcels.entity) return null;

  const parcelsOf = (part: DataRecord | undefined) =>
    parcels.rows.filter((parcel) => !part || parcel.values.fulfillment_order_id === part.id);
  const live = parts.rows.filter((part) => part.values.is_superseded !== true);
  const heading = parts.fields.filter(({ name }) => ["fulfillment_no", "status"].includes(name));
  const facts = parts.fields.filter(
    ({ name }) => !["fulfillment_no", "status", "seq", "is_superseded"].includes(name),
  );
  const isEmpty = live.length === 0 && parcels.rows.length === 0;

  return (
    <Card size="small" title={t("orders.fulfilment")}>
      <PartProblem error={parts.error ?? parcels.error} />
      {parts.isLoading && parts.entity && <Skeleton active />}
      {!parts.isLoading && isEmpty && (
        <Typography.Text type="secondary">{t("orders.noParcels")}</Typography.Text>
      )}
      <Flex vertical gap={12}>
        {live.map((part) => (
          <Flex
            key={part.id}
            vertical
            gap={8}
            style={{
              border: `1px solid ${token.colorBorderSecondary}`,
              borderRadius: token.borderRadius,
              padding: 12,
            }}
          >
            <Flex gap={8} align="center" wrap>
              {heading.map((field) => (
                <Typography.Text key={field.name} strong>
                  <FieldDisplay field={field} record={part} isCompact />
                </Typography.Text>
              ))}
            </Flex>
            <Facts fields={facts} record={part} />
            {parcelsOf(part).map((parcel) => (
              <Parcel key={parcel.id} {...{ parcel, parcels, events }} />
            ))}
          </Flex>
        ))}
        {!parts.entity &&
          parcelsOf(undefined).map((parcel) => <Parcel key={parcel.id} {...{ parcel, parcels, events }} />)}
      </Flex>
      {parts.hasMore && <Typography.Text type="secondary">{label(parts.entity?.label)} …</Typography.Text>}
    </Card>
  );
}
