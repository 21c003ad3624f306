/** Everything that ever happened to a record, newest first; single changes can be taken back. */
import { Button, Flex, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import type { DataRecord } from "../../../data/record";
import { useAuditPages } from "../../../data/useAuditPages";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { EmptyState } from "../../../ui/EmptyState";
import { ErrorState } from "../../../ui/ErrorState";
import { ListSkeleton } from "../../../ui/ListSkeleton";
import { HistoryEntry } from "./HistoryEntry";

interface RecordHistoryProps {
  entity: Entity;
  record: DataRecord;
}

const pageSize = 50;

export function RecordHistory({ entity, record }: RecordHistoryProps) {
  const t = useText();
  const labelOf = useLabel();
  const [onlyField, setOnlyField] = useState<string>();
  const place = { entity: entity.name, record_id: String(record.id) };
  const { entries, error, hasOlder, isFetchingOlder, fetchOlder, refetch } = useAuditPages({
    functionName: "record_history",
    args: place,
    pageSize,
    about: place,
  });
  // A change made here is known before anybody tells of it.
  const revision = record.values[entity.versionField ?? ""];
  const read = useRef(revision);
  useEffect(() => {
    if (read.current === revision) return;
    read.current = revision;
    void refetch();
  }, [revision, refetch]);
  if (error && !entries) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!entries) return <ListSkeleton rows={4} />;
  if (entries.length === 0) {
    return <EmptyState title={t("audit.history.empty")} description={t("audit.history.emptyText")} />;
  }

  const names = new Set(entries.flatMap((entry) => Object.keys(entry.old ?? {})));
  const fields = entity.fields.filter(({ name, isHidden }) => names.has(name) && !isHidden);
  const shown = entries.filter((entry) => !onlyField || onlyField in (entry.old ?? {}));
  return (
    <Flex vertical gap={16}>
      {fields.length > 1 && (
        <Select
          aria-label={t("audit.history.field")}
          placeholder={t("audit.history.allFields")}
          value={onlyField}
          onChange={setOnlyField}
          allowClear
          showSearch
          optionFilterProp="label"
          options={fields.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
          style={{ width: 240, maxWidth: "100%" }}
        />
      )}
      <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
        {shown.map((entry) => (
          <HistoryEntry key={entry.id} entity={entity} record={record} entry={entry} onlyField={onlyField} />
        ))}
      </ol>
      {hasOlder && (
        <Button loading={isFetchingOlder} onClick={() => void fetchOlder()} style={{ alignSelf: "center" }}>
          {t("audit.older")}
        </Button>
      )}
    </Flex>
  );
}
