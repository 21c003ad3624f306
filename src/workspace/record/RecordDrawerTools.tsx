/** In the drawer's header: previous, next, open as page, and the record's actions. */
import { DownOutlined, ExpandAltOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Flex } from "antd";
import { useNavigate } from "react-router";
import type { DataRecord, RecordId } from "../../data/record";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { useIsPhone } from "../../ui/useIsPhone";
import { RecordActions } from "./RecordActions";
import { recordAddress } from "./recordAddress";

interface RecordDrawerToolsProps {
  entity: Entity;
  record: DataRecord;
  records: DataRecord[];
  onGo: (id: RecordId | undefined, wantsEdit?: boolean) => void;
}

export function RecordDrawerTools({ entity, record, records, onGo }: RecordDrawerToolsProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const position = records.findIndex((candidate) => candidate.id === record.id);
  const previous = records[position - 1];
  const next = position < 0 ? undefined : records[position + 1];
  return (
    <Flex gap={4}>
      {!isPhone && (
        <>
          <Button
            type="text"
            icon={<UpOutlined />}
            aria-label={t("workspace.record.previous")}
            disabled={!previous}
            onClick={() => onGo(previous?.id)}
          />
          <Button
            type="text"
            icon={<DownOutlined />}
            aria-label={t("workspace.record.next")}
            disabled={!next}
            onClick={() => onGo(next?.id)}
          />
        </>
      )}
      <Button
        type="text"
        icon={<ExpandAltOutlined />}
        aria-label={t("workspace.record.openAsPage")}
        title={t("workspace.record.openAsPage")}
        onClick={() => void navigate(recordAddress(entity.name, record.id))}
      />
      <RecordActions
        entity={entity}
        record={record}
        onEdit={() => onGo(record.id, true)}
        onDeleted={() => onGo(undefined)}
      />
    </Flex>
  );
}
