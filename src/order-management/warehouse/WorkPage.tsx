/** One sub-order in the hands of the warehouse: its next step, and nothing else. Made for a phone and a scanner. */
import { Button, Flex } from "antd";
import { Link, useParams } from "react-router";
import { useEntity } from "../../data/useEntity";
import { useRecord } from "../../data/useRecord";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { PageHeader } from "../../ui/PageHeader";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { Text } from "../../ui/Text";
import { PackStep } from "./PackStep";
import { PickStep } from "./PickStep";
import { ShipStep } from "./ShipStep";
import { workStep } from "./workStep";

export function WorkPage() {
  const t = useText();
  const format = useFormat();
  const { id } = useParams();
  const { record, error, refetch } = useRecord("fulfillment_orders", id);
  const status = useEntity("fulfillment_orders")?.fields.find(({ name }) => name === "status");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!record) return <RecordSkeleton />;
  const step = workStep(record);
  const until = record.values.ship_by;
  return (
    <Flex vertical gap={16} style={{ maxWidth: 640 }}>
      <PageHeader
        title={String(record.values.fulfillment_no)}
        trail={[{ label: t("fulfilment.work.title"), to: "/work" }]}
        tags={status && <FieldDisplay field={status} record={record} isCompact />}
        subtitle={[
          record.titles.order_id,
          typeof until === "string" && t("fulfilment.work.shipBy", { time: format.dateTime(until) }),
        ]
          .filter(Boolean)
          .join(" · ")}
      />
      {step === "pick" && <PickStep key={record.id} part={record} />}
      {step === "pack" && <PackStep part={record} />}
      {step === "ship" && <ShipStep part={record} />}
      {step === undefined && (
        <Text type="secondary">
          {t(
            ["planned", "reserved", "backorder"].includes(String(record.values.status))
              ? "fulfilment.work.waiting"
              : "fulfilment.work.finished",
          )}
        </Text>
      )}
      <Link to="/work">
        <Button size="large" block>
          {t("fulfilment.work.back")}
        </Button>
      </Link>
    </Flex>
  );
}
