/** The states of a record as coloured tags: its choices among the fields of the list. */
import { Flex } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldDisplay } from "../../field-types/FieldDisplay";
import type { Entity } from "../../model/snapshot";
import { recordPages } from "../recordPages";
import { listColumns } from "../../model/listColumns";

interface RecordTagsProps {
  entity: Entity;
  record: DataRecord;
}

export function RecordTags({ entity, record }: RecordTagsProps) {
  const states = listColumns(entity, recordPages[entity.name]?.tags).filter(
    (field) => field.type === "choice" && record.values[field.name] != null,
  );
  return (
    <Flex gap={4} wrap>
      {states.map((field) => (
        <FieldDisplay key={field.name} field={field} record={record} />
      ))}
    </Flex>
  );
}
