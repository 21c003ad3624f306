/** Below a record's header: the screen made for its entity, else details and related lists in tabs. */
import { Tabs } from "antd";
import type { DataRecord } from "../../data/record";
import { useSnapshot } from "../../data/useSnapshot";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { recordPages } from "../recordPages";
import { RecordDetails } from "./RecordDetails";
import { RelatedRecords } from "./RelatedRecords";
import { RelatedTabLabel } from "./RelatedTabLabel";
import { relatedLists } from "./relatedLists";

interface RecordBodyProps {
  entity: Entity;
  record: DataRecord;
  isNarrow: boolean;
}

export function RecordBody({ entity, record, isNarrow }: RecordBodyProps) {
  const t = useText();
  const { snapshot } = useSnapshot();
  const made = recordPages[entity.name];
  if (made) return <made.Page entity={entity} record={record} isNarrow={isNarrow} />;

  const details = <RecordDetails entity={entity} record={record} isNarrow={isNarrow} />;
  const related = relatedLists(entity, snapshot?.entities ?? []);
  if (related.length === 0) return details;
  return (
    <Tabs
      items={[
        { key: "details", label: t("workspace.record.details"), children: details },
        ...related.map((list) => ({
          key: list.key,
          label: <RelatedTabLabel related={list} id={record.id} />,
          children: <RelatedRecords related={list} id={record.id} />,
        })),
      ]}
    />
  );
}
