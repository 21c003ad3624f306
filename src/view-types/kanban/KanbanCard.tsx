/** A card that can be dragged; its menu moves it by keyboard and on a phone. */
import { useDraggable } from "@dnd-kit/core";
import { SwapOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import type { DataRecord } from "../../data/record";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { RecordCard } from "../shared/RecordCard";
import type { Lane } from "./lanes";

interface KanbanCardProps {
  entity: Entity;
  fields: Field[];
  record: DataRecord;
  lane: Lane;
  lanes: Lane[];
  isActive: boolean;
  /** Of the first rule of the view that the record fulfils. */
  colour: string | undefined;
  onMove: (record: DataRecord, to: string) => void;
  onOpen: (record: DataRecord) => void;
}

export function KanbanCard({
  entity,
  fields,
  record,
  lane,
  lanes,
  isActive,
  colour,
  onMove,
  onOpen,
}: KanbanCardProps) {
  const t = useText();
  const label = useLabel();
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: `card:${record.id}`, data: { record } });
  const items = lanes
    .filter(({ key }) => key !== lane.key)
    .map(({ key, choice }) => ({
      key,
      label: choice ? label(choice.label) || choice.value : t("views.noLane"),
    }));

  return (
    <div ref={setNodeRef} {...listeners} style={{ opacity: isDragging ? 0.35 : 1, touchAction: "pan-y" }}>
      <RecordCard
        {...{ entity, fields, record, isActive, colour, onOpen }}
        tools={
          <span onClick={(event) => event.stopPropagation()}>
            <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => onMove(record, key) }}>
              <Button
                type="text"
                size="small"
                icon={<SwapOutlined />}
                aria-label={t("views.moveCard", { record: titleOf(entity, record) })}
              />
            </Dropdown>
          </span>
        }
      />
    </div>
  );
}

function titleOf(entity: Entity, record: DataRecord): string {
  const title = record.titles[entity.titleField] ?? record.values[entity.titleField];
  return typeof title === "string" ? title : String(record.id);
}
