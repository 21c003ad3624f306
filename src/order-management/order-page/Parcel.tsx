/** One parcel: its tracking number to copy, and its way so far, newest first. */
import { InboxOutlined } from "@ant-design/icons";
import { Flex, theme } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { CopyButton } from "../../ui/CopyButton";
import { Text } from "../../ui/Text";
import { Facts } from "./Facts";
import { TrackingWay } from "./TrackingWay";
import type { OrderRows } from "./useOrderRows";
import { WorkTools } from "./WorkTools";

interface ParcelProps {
  parcel: DataRecord;
  parcels: OrderRows;
  events: OrderRows;
}

const factNames = ["carrier_id", "shipped_at", "expected_at", "delivered_at", "weight_g", "cost"];

export function Parcel({ parcel, parcels, events }: ParcelProps) {
  const { token } = theme.useToken();
  const fieldOf = (name: string) => parcels.fields.find((field) => field.name === name);
  const [number, status, tracking] = ["shipment_no", "status", "tracking_no"].map(fieldOf);
  const own = events.rows.filter((event) => event.values.shipment_id === parcel.id);
  const trackingNumber = parcel.values.tracking_no;

  return (
    <Flex
      vertical
      gap={6}
      style={{ background: token.colorFillQuaternary, borderRadius: token.borderRadius, padding: 10 }}
    >
      <Flex gap={8} align="center" wrap>
        <InboxOutlined />
        {number && <FieldDisplay field={number} record={parcel} isCompact />}
        {status && <FieldDisplay field={status} record={parcel} isCompact />}
        {tracking && typeof trackingNumber === "string" && (
          <Flex align="center">
            <Text style={{ fontVariantNumeric: "tabular-nums" }}>{trackingNumber}</Text>
            <CopyButton text={trackingNumber} />
          </Flex>
        )}
        {parcels.entity && <WorkTools entity={parcels.entity} record={parcel} />}
      </Flex>
      <Facts fields={parcels.fields.filter(({ name }) => factNames.includes(name))} record={parcel} />
      <TrackingWay fields={events.fields} events={own} />
    </Flex>
  );
}
