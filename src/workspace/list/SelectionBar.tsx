/** What can be done with the selected records; takes the toolbar's place while there is a selection. */
import { DeleteOutlined } from "@ant-design/icons";
import { Button, Flex, Typography } from "antd";
import type { RecordId } from "../../data/record";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { useConfirmDelete } from "../record/useConfirmDelete";

interface SelectionBarProps {
  entity: Entity;
  ids: RecordId[];
  onDone: () => void;
}

export function SelectionBar({ entity, ids, onDone }: SelectionBarProps) {
  const t = useText();
  const confirmDelete = useConfirmDelete(entity);
  return (
    <Flex gap={8} align="center" wrap="wrap" style={{ minHeight: 32 }}>
      <Typography.Text strong>{t("workspace.selection.count", { count: ids.length })}</Typography.Text>
      <Button danger icon={<DeleteOutlined />} onClick={() => confirmDelete({ ids, onDeleted: onDone })}>
        {t("general.delete")}
      </Button>
      <Button type="text" onClick={onDone}>
        {t("workspace.selection.clear")}
      </Button>
    </Flex>
  );
}
