/** What can be done with a record: edit first, the rest behind "more". */
import { EditOutlined, MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import type { DataRecord } from "../../data/record";
import { useMayRun } from "../../data/useMayRun";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { canEditSomething } from "../form/editableFields";
import { useOperationTools } from "./operations/useOperationTools";
import { recordPages } from "../recordPages";
import { recordAddress } from "./recordAddress";
import { recordTitle } from "./recordTitle";
import { useConfirmDelete } from "./useConfirmDelete";

const WhyDialog = lazy(async () => ({ default: (await import("./why/WhyDialog")).WhyDialog }));

interface RecordActionsProps {
  entity: Entity;
  record: DataRecord;
  onEdit: () => void;
  onDeleted: () => void;
}

export function RecordActions({ entity, record, onEdit, onDeleted }: RecordActionsProps) {
  const t = useText();
  const { message } = App.useApp();
  const mayRun = useMayRun();
  const [isAsking, setAsking] = useState(false);
  const confirmDelete = useConfirmDelete(entity);

  const handleCopy = async () => {
    await navigator.clipboard.writeText(window.location.origin + recordAddress(entity.name, record.id));
    void message.success(t("general.copied"));
  };

  const operations = useOperationTools(entity, record);
  const ownNext = recordPages[entity.name]?.next;
  const next = ownNext && mayRun(ownNext.operation) && ownNext.isOffered(record) && (
    <ownNext.Tool record={record} />
  );
  const primary = operations.primary ?? (next || undefined);
  const items = [
    ...operations.items.filter(({ danger }) => !danger),
    { key: "copy", label: t("workspace.record.copyLink"), onClick: () => void handleCopy() },
    { key: "why", label: t("audit.explain.open"), onClick: () => setAsking(true) },
    ...operations.items.filter(({ danger }) => danger),
    ...(entity.actions.delete
      ? [
          {
            key: "delete",
            danger: true,
            label: t("general.delete"),
            onClick: () => confirmDelete({ ids: [record.id], title: recordTitle(entity, record), onDeleted }),
          },
        ]
      : []),
  ];

  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]} autoFocus>
        <Button icon={<MoreOutlined />} aria-label={t("general.more")} />
      </Dropdown>
      {canEditSomething(entity) && (
        <Button type={primary ? "default" : "primary"} icon={<EditOutlined />} onClick={onEdit}>
          {t("general.edit")}
        </Button>
      )}
      {primary}
      {operations.dialog}
      {isAsking && (
        <Suspense>
          <WhyDialog
            entityName={entity.name}
            recordId={String(record.id)}
            record={record}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
