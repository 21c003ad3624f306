/** What the role may do with a balance: every operation as a button. */
import { Button, Flex } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { LazyOperationDialog } from "../../workspace/record/operations/LazyOperationDialog";
import { type OfferedOperation, useOperations } from "../../workspace/record/operations/useOperations";

interface StockToolsProps {
  entity: Entity;
  record: DataRecord;
}

export function StockTools({ entity, record }: StockToolsProps) {
  const label = useLabel();
  const offered = [...useOperations(entity, record)].sort(
    (a, b) => Number(b.screen.isPrimary ?? false) - Number(a.screen.isPrimary ?? false),
  );
  const [running, setRunning] = useState<OfferedOperation>();
  if (offered.length === 0) return null;
  return (
    <Flex gap={8} wrap>
      {offered.map((operation) => (
        <Button
          key={operation.name}
          type={operation.screen.isPrimary ? "primary" : "default"}
          danger={operation.screen.isDanger === true}
          onClick={() => setRunning(operation)}
        >
          {label(operation.label)}
        </Button>
      ))}
      {running && (
        <LazyOperationDialog operation={running} record={record} onClose={() => setRunning(undefined)} />
      )}
    </Flex>
  );
}
