/** All fields of an entity: an eye to show one, a handle to move it. */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Input, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { FieldsPanelRow } from "./FieldsPanelRow";
import { columnChoices } from "../../model/listColumns";

const AddFieldPanel = lazy(async () => ({
  default: (await import("../../field-editor/AddFieldPanel")).AddFieldPanel,
}));

interface FieldsPanelProps {
  entity: Entity;
  shown: Field[];
  isChanged: boolean;
  onChange: (names: string[] | undefined) => void;
  /** Columns that stay in sight. */
  pinned: string[];
  onPin: (names: string[]) => void;
}

export function FieldsPanel({ entity, shown, isChanged, onChange, pinned, onPin }: FieldsPanelProps) {
  const t = useText();
  const label = useLabel();
  const { snapshot } = useSnapshot();
  const [search, setSearch] = useState("");
  const [isAdding, setIsAdding] = useState(false);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const names = shown.map((field) => field.name);
  const hidden = columnChoices(entity).filter((field) => !names.includes(field.name));
  const matches = (field: Field) => label(field.label).toLowerCase().includes(search.toLowerCase());

  const handleDragEnd = ({ active, over }: DragEndEvent) => {
    const from = names.indexOf(String(active.id));
    const to = names.indexOf(String(over?.id));
    if (from >= 0 && to >= 0 && from !== to) onChange(arrayMove(names, from, to));
  };
  const toggle = (name: string) =>
    onChange(names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
  const pin = (name: string) =>
    onPin(pinned.includes(name) ? pinned.filter((other) => other !== name) : [...pinned, name]);

  if (isAdding) {
    return (
      <div style={{ width: 340, maxWidth: "100%" }}>
        <Suspense fallback={<Skeleton active />}>
          <AddFieldPanel
            entity={entity.name}
            hasList
            hasHeading
            onAdded={(name) => isChanged && !names.includes(name) && onChange([...names, name])}
            onClose={() => setIsAdding(false)}
          />
        </Suspense>
      </div>
    );
  }
  const mayAdd = snapshot?.role.mayConfigure.includes("entities") && !snapshot.viewAs;
  return (
    <Flex vertical gap={8} style={{ minWidth: 280 }}>
      <Input
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder={t("workspace.fields.find")}
        aria-label={t("workspace.fields.find")}
        allowClear
      />
      <div style={{ maxHeight: "min(420px, 50vh)", overflowY: "auto" }}>
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={handleDragEnd}>
          <SortableContext items={names} strategy={verticalListSortingStrategy}>
            {shown.filter(matches).map((field) => (
              <FieldsPanelRow
                key={field.name}
                field={field}
                isShown
                isLocked={names.length === 1}
                onToggle={() => toggle(field.name)}
                isPinned={pinned.includes(field.name)}
                onPin={() => pin(field.name)}
              />
            ))}
          </SortableContext>
        </DndContext>
        {hidden.filter(matches).map((field) => (
          <FieldsPanelRow key={field.name} field={field} onToggle={() => toggle(field.name)} />
        ))}
      </div>
      <Flex justify="space-between">
        {mayAdd && (
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setIsAdding(true)}>
            {t("fields.addTitle")}
          </Button>
        )}
        <Button type="link" size="small" disabled={!isChanged} onClick={() => onChange(undefined)}>
          {t("workspace.fields.reset")}
        </Button>
      </Flex>
    </Flex>
  );
}
