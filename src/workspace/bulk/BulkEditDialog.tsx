/** Changes fields of many records at once, in parts, with progress; what is written when it is cancelled can be undone. */
import { Alert, Flex, Input, Modal, Progress, Typography } from "antd";
import { useRef, useState } from "react";
import { DataError } from "../../data/DataError";
import type { RecordId } from "../../data/record";
import { useWriteBatch } from "../../data/useWriteBatch";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { useBatchToast } from "../../view-types/batches/useBatchToast";
import { editableFields } from "../form/editableFields";
import { BulkEditRow } from "./BulkEditRow";
import { type BulkChange, bulkProblem, bulkValues, unchanged } from "./BulkChange";

interface BulkEditDialogProps {
  entity: Entity;
  ids: readonly RecordId[];
  onDone: () => void;
  onClose: () => void;
}

/** From here on a search helps. */
const manyFields = 10;

export function BulkEditDialog({ entity, ids, onDone, onClose }: BulkEditDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const { edit } = useWriteBatch(entity.name);
  const toast = useBatchToast();
  const [changes, setChanges] = useState<ReadonlyMap<string, BulkChange>>(new Map());
  const [search, setSearch] = useState("");
  const [isChecked, setIsChecked] = useState(false);
  const [done, setDone] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const cancel = useRef<AbortController>(undefined);

  const fields = editableFields(entity, false);
  const changeOf = (name: string) => changes.get(name) ?? unchanged;
  const wanted = fields.filter(({ name }) => changeOf(name).mode !== "keep");
  const shown = fields.filter(
    (field) =>
      wanted.includes(field) || labelOf(field.label).toLowerCase().includes(search.trim().toLowerCase()),
  );
  const isRunning = done !== undefined;

  const handleEdit = async () => {
    setIsChecked(true);
    if (wanted.some((field) => bulkProblem(field, changeOf(field.name)))) return;
    cancel.current = new AbortController();
    setProblem(undefined);
    setDone(0);
    try {
      const { signal } = cancel.current;
      toast(await edit(ids, bulkValues(fields, changes), { signal, onProgress: setDone }));
      onDone();
    } catch (failure) {
      setDone(undefined);
      if (!(failure instanceof DataError)) throw failure;
      setProblem(failure.message);
    }
  };
  const handleCancel = () => {
    if (isRunning) cancel.current?.abort();
    else onClose();
  };
  return (
    <Modal
      open
      width={720}
      title={t("bulk.edit.title", { entity: labelOf(entity.label), count: ids.length })}
      okText={t("bulk.edit.start", { count: ids.length })}
      okButtonProps={{ disabled: wanted.length === 0, loading: isRunning }}
      onOk={() => void handleEdit()}
      cancelText={t("general.cancel")}
      onCancel={handleCancel}
      maskClosable={false}
    >
      {problem !== undefined && (
        <Alert type="error" showIcon role="alert" message={problem} style={{ marginBottom: 12 }} />
      )}
      {fields.length > manyFields && (
        <Input.Search
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t("workspace.fields.find")}
          aria-label={t("workspace.fields.find")}
          style={{ marginBottom: 8 }}
        />
      )}
      <Flex vertical style={{ maxHeight: "55vh", overflowY: "auto" }}>
        {shown.map((field) => {
          const reason = isChecked ? bulkProblem(field, changeOf(field.name)) : undefined;
          return (
            <BulkEditRow
              key={field.name}
              field={field}
              change={changeOf(field.name)}
              problem={reason && t(`workspace.invalid.${reason}`, { max: field.options.max_length })}
              isDisabled={isRunning}
              onChange={(change) => setChanges(new Map([...changes, [field.name, change]]))}
            />
          );
        })}
      </Flex>
      {isRunning && (
        <div role="status" style={{ marginTop: 12 }}>
          <Progress percent={Math.round((100 * done) / ids.length)} aria-label={t("bulk.edit.progress")} />
          <Typography.Text type="secondary">
            {t("bulk.progress", { done, total: ids.length })}
          </Typography.Text>
        </div>
      )}
    </Modal>
  );
}
