/** What can be done with the selected records; takes the toolbar's place while there is a selection. */
import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { App, Button, Flex, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { DataError } from "../../data/DataError";
import type { RecordId, Total } from "../../data/record";
import { useWriteBatch } from "../../data/useWriteBatch";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import type { Condition } from "../../model/condition";
import type { Entity } from "../../model/snapshot";
import { SelectionWork } from "../bulk/SelectionWork";
import { canEditSomething } from "../form/editableFields";
import { useConfirmDelete } from "../record/useConfirmDelete";

const BulkEditDialog = lazy(async () => ({
  default: (await import("../bulk/BulkEditDialog")).BulkEditDialog,
}));

interface SelectionBarProps {
  entity: Entity;
  ids: RecordId[];
  /** What the list shows, over all its pages. */
  condition: Condition | undefined;
  search: string;
  total: Total;
  onSelect: (ids: RecordId[]) => void;
}

export function SelectionBar({ entity, ids, condition, search, total, onSelect }: SelectionBarProps) {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const confirmDelete = useConfirmDelete(entity);
  const { keysOf } = useWriteBatch(entity.name);
  const [isEditing, setIsEditing] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const clear = () => onSelect([]);

  const handleAll = async () => {
    setIsReading(true);
    try {
      onSelect(await keysOf({ condition, search }));
    } catch (problem) {
      if (!(problem instanceof DataError)) throw problem;
      void message.error(problem.message);
    } finally {
      setIsReading(false);
    }
  };
  return (
    <Flex gap={8} align="center" wrap="wrap" style={{ minHeight: 32 }}>
      <Typography.Text strong>
        {t("workspace.selection.count", { count: ids.length, figure: format.number(ids.length) })}
      </Typography.Text>
      {total.value > ids.length && (
        <Button type="link" loading={isReading} onClick={() => void handleAll()}>
          {t(total.isExact ? "bulk.selectAll" : "bulk.selectAllAbout", {
            figure: format.number(total.value),
          })}
        </Button>
      )}
      {canEditSomething(entity) && (
        <Button icon={<EditOutlined />} onClick={() => setIsEditing(true)}>
          {t("bulk.edit.button")}
        </Button>
      )}
      <SelectionWork entity={entity} ids={ids} onDone={clear} />
      {entity.actions.delete && (
        <Button danger icon={<DeleteOutlined />} onClick={() => confirmDelete({ ids, onDeleted: clear })}>
          {t("general.delete")}
        </Button>
      )}
      <Button type="text" onClick={clear}>
        {t("workspace.selection.clear")}
      </Button>
      <Suspense>
        {isEditing && (
          <BulkEditDialog
            entity={entity}
            ids={ids}
            onDone={() => {
              setIsEditing(false);
              clear();
            }}
            onClose={() => setIsEditing(false)}
          />
        )}
      </Suspense>
    </Flex>
  );
}
