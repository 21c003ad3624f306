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
import { Button, Flex, Input } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Field } from "../../model/snapshot";
import { FieldsPanelRow } from "./FieldsPanelRow";
import { columnChoices } from "../../model/listColumns";

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
  const [search, setSearch] = useState("");
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
      <Button type="link" size="small" disabled={!isChanged} onClick={() => onChange(undefined)}>
        {t("workspace.fields.reset")}
      </Button>
    </Flex>
  );
}
