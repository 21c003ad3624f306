/** A record beside its list, which stays usable: read it, go to the next, edit it, or make a new one. */
import { Drawer } from "antd";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { DataRecord, RecordId } from "../../data/record";
import { useRecord } from "../../data/useRecord";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { ErrorState } from "../../ui/ErrorState";
import { RecordSkeleton } from "../../ui/RecordSkeleton";
import { useIsPhone } from "../../ui/useIsPhone";
import { RecordBody } from "./RecordBody";
import { RecordDrawerTools } from "./RecordDrawerTools";
import { RecordTags } from "./RecordTags";
import { recordTitle } from "./recordTitle";

const RecordForm = lazy(async () => ({ default: (await import("../form/RecordForm")).RecordForm }));

interface RecordDrawerProps {
  entity: Entity;
  id: string;
  /** The page of the list, for the way to the next record. */
  records: DataRecord[];
  isEditing: boolean;
  /** Undefined closes the drawer. */
  onGo: (id: RecordId | undefined, wantsEdit?: boolean) => void;
}

export function RecordDrawer({ entity, id, records, isEditing, onGo }: RecordDrawerProps) {
  const t = useText();
  const label = useLabel();
  const isPhone = useIsPhone();
  const { snapshot } = useSnapshot();
  const isNew = id === "new";
  const { record, error, refetch } = useRecord(entity.name, isNew ? undefined : id);

  // Who read down to the end begins again at the top: of the form, or of the next record.
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.parentElement?.scrollTo({ top: 0 }), [id, isEditing]);

  const title = isNew
    ? t("workspace.form.createTitle", { entity: label(entity.label) })
    : record && recordTitle(entity, record);
  return (
    <Drawer
      open
      mask={isPhone}
      width={isPhone ? "100%" : "min(760px, 60vw)"}
      title={title ?? " "}
      onClose={() => onGo(undefined)}
      keyboard={false}
      extra={record && !isEditing && !isNew && <RecordDrawerTools {...{ entity, record, records, onGo }} />}
      styles={{ header: { paddingBlock: 10 }, body: { paddingTop: 12 } }}
    >
      <div ref={top} />
      <Suspense fallback={<RecordSkeleton />}>
        {isNew && (
          <RecordForm
            key="new"
            entity={entity}
            isNarrow
            onSaved={(saved) => onGo(saved.id)}
            onCancel={() => onGo(undefined)}
          />
        )}
        {record && isEditing && (
          <RecordForm
            key={`${id}/edit`}
            entity={entity}
            record={record}
            isNarrow
            onSaved={() => onGo(record.id)}
            onCancel={() => onGo(record.id)}
          />
        )}
      </Suspense>
      {!isNew && error && (
        <ErrorState error={error} onRetry={() => void refetch()} role={label(snapshot?.role.label)} />
      )}
      {!isNew && !error && !record && <RecordSkeleton />}
      {record && !isEditing && (
        <>
          <div style={{ marginBottom: 12 }}>
            <RecordTags entity={entity} record={record} />
          </div>
          <RecordBody key={id} entity={entity} record={record} isNarrow />
        </>
      )}
    </Drawer>
  );
}
