/** What can be done with a line of an order that is still under way, such as changing its quantity. */
import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { DataRecord } from "../../data/record";
import { useLabel } from "../../i18n/useLabel";
import type { Entity } from "../../model/snapshot";
import { LazyOperationDialog } from "../../workspace/record/operations/LazyOperationDialog";
import { useOperations, type OfferedOperation } from "../../workspace/record/operations/useOperations";

interface LineToolsProps {
  entity: Entity;
  line: DataRecord;
}

export function LineTools({ entity, line }: LineToolsProps) {
  const label = useLabel();
  const offered = useOperations(entity, line);
  const [running, setRunning] = useState<OfferedOperation>();
  return (
    <>
      {offered.map((operation) => (
        <Button
          key={operation.name}
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={label(operation.label)}
          title={label(operation.label)}
          onClick={() => setRunning(operation)}
        />
      ))}
      {running && (
        <LazyOperationDialog operation={running} record={line} onClose={() => setRunning(undefined)} />
      )}
    </>
  );
}
