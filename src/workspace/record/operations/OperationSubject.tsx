/** What an operation is about, above its form: the fields of the record that whoever decides has to see. */
import { Descriptions } from "antd";
import type { DataRecord } from "../../../data/record";
import { FieldDisplay } from "../../../field-types/FieldDisplay";
import { useLabel } from "../../../i18n/useLabel";
import type { Entity } from "../../../model/snapshot";

interface OperationSubjectProps {
  entity: Entity;
  record: DataRecord;
  /** Names of the fields; those that are empty or may not be read are left out. */
  shows?: readonly string[] | undefined;
}

export function OperationSubject({ entity, record, shows = [] }: OperationSubjectProps) {
  const label = useLabel();
  const fields = shows.flatMap((name) => entity.fields.find((field) => field.name === name) ?? []);
  const filled = fields.filter(({ name, canRead }) => canRead && record.values[name] != null);
  if (filled.length === 0) return null;
  return (
    <Descriptions
      size="small"
      column={1}
      style={{ marginBottom: 8 }}
      items={filled.map((field) => ({
        key: field.name,
        label: label(field.label),
        children: <FieldDisplay field={field} record={record} isCompact />,
      }))}
    />
  );
}
