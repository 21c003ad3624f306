/** The operations of a record as a button for the next sensible one and items for the others. */
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import type { DataRecord } from "../../../data/record";
import { useLabel } from "../../../i18n/useLabel";
import type { Entity } from "../../../model/snapshot";
import { LazyOperationDialog } from "./LazyOperationDialog";
import { useOperations, type OfferedOperation } from "./useOperations";

interface OperationTools {
  primary: ReactNode;
  items: { key: string; label: string; danger: boolean; onClick: () => void }[];
  dialog: ReactNode;
}

export function useOperationTools(entity: Entity, record: DataRecord): OperationTools {
  const label = useLabel();
  const offered = useOperations(entity, record);
  const [running, setRunning] = useState<OfferedOperation>();
  const next = offered.find(({ screen }) => screen.isPrimary);
  return {
    primary: next && (
      <Button type="primary" onClick={() => setRunning(next)}>
        {label(next.label)}
      </Button>
    ),
    items: offered
      .filter((operation) => operation !== next)
      .map((operation) => ({
        key: `operation:${operation.name}`,
        label: label(operation.label),
        danger: operation.screen.isDanger === true,
        onClick: () => setRunning(operation),
      })),
    dialog: running && (
      <LazyOperationDialog operation={running} record={record} onClose={() => setRunning(undefined)} />
    ),
  };
}
