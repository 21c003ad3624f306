/** What waits in the warehouses of the member: to pick, to pack, to ship, the most urgent first. Made for a phone. */
import { Alert, Flex, Segmented } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useRecords } from "../../data/useRecords";
import { useText } from "../../i18n/useText";
import { ErrorState } from "../../ui/ErrorState";
import { ListSkeleton } from "../../ui/ListSkeleton";
import { PageHeader } from "../../ui/PageHeader";
import { Text } from "../../ui/Text";
import { ScanInput } from "./ScanInput";
import { WorkQueueRow } from "./WorkQueueRow";
import { type WorkStep, workStep, workSteps } from "./workStep";

const labels = {
  pick: "fulfilment.work.toPick",
  pack: "fulfilment.work.toPack",
  ship: "fulfilment.work.toShip",
} as const;

export function WorkQueuePage() {
  const t = useText();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<WorkStep>("pick");
  const [unknown, setUnknown] = useState("");
  const { records, isLoading, error, refetch } = useRecords({
    entity: "fulfillment_orders",
    condition: { field: "status", op: "in", value: ["released", "picking", "packed"] },
    fields: ["fulfillment_no", "order_id", "warehouse_id", "status", "ship_by", "picked_at"],
    sort: [
      { field: "ship_by", descending: false },
      { field: "id", descending: false },
    ],
    page: 1,
    pageSize: 500,
    count: "none",
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const at = (step: WorkStep) => records.filter((record) => workStep(record) === step);
  const open = (code: string) => {
    const found = records.find(
      ({ values }) => String(values.fulfillment_no).toUpperCase() === code.toUpperCase(),
    );
    if (found) void navigate(`/work/${found.id}`);
    else setUnknown(code);
  };
  return (
    <Flex vertical gap={16} style={{ maxWidth: 640 }}>
      <PageHeader title={t("fulfilment.work.title")} />
      <ScanInput label={t("fulfilment.work.scanOrder")} onScan={open} />
      {unknown && <Alert type="error" showIcon message={t("fulfilment.work.notHere", { code: unknown })} />}
      <Segmented
        block
        size="large"
        value={chosen}
        onChange={setChosen}
        options={workSteps.map((step) => ({
          value: step,
          label: `${t(labels[step])} ${String(at(step).length)}`,
        }))}
      />
      {isLoading && <ListSkeleton />}
      {!isLoading && at(chosen).length === 0 && <Text type="secondary">{t("fulfilment.work.none")}</Text>}
      <Flex vertical gap={8}>
        {at(chosen).map((record) => (
          <WorkQueueRow key={record.id} record={record} />
        ))}
      </Flex>
    </Flex>
  );
}
