/** What can be done with a row that belongs to an order, in words: confirm, approve, pay out. */
import { Button, Flex } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { LazyOperationDialog } from "../../workspace/record/operations/LazyOperationDialog";
import { useOperations, type OfferedOperation } from "../../workspace/record/operations/useOperations";
import { WorkTools } from "./WorkTools";

interface RowToolsProps {
  entity: Entity;
  row: DataRecord;
}

export function RowTools({ entity, row }: RowToolsProps) {
  const label = useLabel();
  const offered = useOperations(entity, row);
  const [running, setRunning] = useState<OfferedOperation>();
  // Where there is much to do, the rest stands behind "more": the row itself has to stay in sight.
  if (offered.length > 2) return <WorkTools entity={entity} record={row} />;
  return (
    <Flex gap={4} justify="end">
      {offered.map((operation) => (
        <Button
          key={operation.name}
          size="small"
          type={operation.screen.isPrimary ? "default" : "text"}
          danger={operation.screen.isDanger === true}
          onClick={() => setRunning(operation)}
        >
          {label(operation.label)}
        </Button>
      ))}
      {running && (
        <LazyOperationDialog operation={running} record={row} onClose={() => setRunning(undefined)} />
      )}
    </Flex>
  );
}
