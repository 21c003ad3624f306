/** What can be done with the money of an order: take it, give it back, bill it; by right, and where it makes sense. */
import { Button, Flex } from "antd";
import { lazy, Suspense, useState } from "react";
import type { DataRecord } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { LazyOperationDialog } from "../../workspace/record/operations/LazyOperationDialog";
import { useOperations, type OfferedOperation } from "../../workspace/record/operations/useOperations";

const RefundDialog = lazy(async () => ({ default: (await import("./RefundDialog")).RefundDialog }));

interface MoneyToolsProps {
  entity: Entity;
  order: DataRecord;
}

const shown = ["receive_payment", "issue_invoice"];

export function MoneyTools({ entity, order }: MoneyToolsProps) {
  const t = useText();
  const label = useLabel();
  const mayRun = useMayRun();
  const offered = useOperations(entity, order).filter(({ name }) => shown.includes(name));
  const [running, setRunning] = useState<OfferedOperation>();
  const [isRefunding, setRefunding] = useState(false);
  const canRefund = Number(order.values["kept_total"] ?? 0) > 0 && mayRun("request_refund");
  if (offered.length === 0 && !canRefund) return null;
  return (
    <Flex gap={8} wrap style={{ marginTop: 16 }}>
      {offered.map((operation) => (
        <Button key={operation.name} size="small" onClick={() => setRunning(operation)}>
          {label(operation.label)}
        </Button>
      ))}
      {canRefund && (
        <Button size="small" onClick={() => setRefunding(true)}>
          {t("money.refund")}
        </Button>
      )}
      {running && (
        <LazyOperationDialog operation={running} record={order} onClose={() => setRunning(undefined)} />
      )}
      {isRefunding && (
        <Suspense>
          <RefundDialog order={order} onClose={() => setRefunding(false)} />
        </Suspense>
      )}
    </Flex>
  );
}
