/** One record with all its fields as they were at a moment. */
import { Drawer } from "antd";
import type { DataRecord } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import type { Entity, Field } from "../../model/snapshot";
import { useIsPhone } from "../../ui/useIsPhone";
import { RecordDetails } from "../record/RecordDetails";
import { recordTitle } from "../record/recordTitle";

interface PastRecordProps {
  entity: Entity;
  record: DataRecord;
  fields: Field[];
  at: string;
  onClose: () => void;
}

export function PastRecord({ entity, record, fields, at, onClose }: PastRecordProps) {
  const format = useFormat();
  const isPhone = useIsPhone();
  return (
    <Drawer
      open
      width={isPhone ? "100%" : 720}
      title={`${recordTitle(entity, record)} · ${format.dateTime(at)}`}
      onClose={onClose}
    >
      <RecordDetails entity={entity} record={record} isNarrow fields={fields} />
    </Drawer>
  );
}
