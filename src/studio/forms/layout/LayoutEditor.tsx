/** Tabs, sections and fields in one list; dragged by mouse, or lifted with Space and moved with the arrows. */
import { PlusOutlined } from "@ant-design/icons";
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { Button, Flex } from "antd";
import { useText } from "../../../i18n/useText";
import type { FormLayout } from "../../../model/form";
import type { Entity } from "../../../model/snapshot";
import { FieldRow } from "./FieldRow";
import { HeadingRow } from "./HeadingRow";
import {
  addHeading,
  freeKey,
  type LayoutItem,
  moveItem,
  placesOf,
  replaceItem,
  toggleHidden,
  toItems,
  toLayout,
} from "./layoutItems";

interface LayoutEditorProps {
  entity: Entity;
  layout: FormLayout;
  onChange: (layout: FormLayout) => void;
}

export function LayoutEditor({ entity, layout, onChange }: LayoutEditorProps) {
  const t = useText();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const fields = entity.fields.filter((field) => !field.isHidden);
  const items = toItems(
    layout,
    fields.map(({ name }) => name),
  );
  const change = (changed: LayoutItem[] | undefined) => changed && onChange(toLayout(changed));
  const remove = (id: string) => change(items.filter((item) => item.id !== id));
  const handleDragEnd = ({ active, over }: DragEndEvent) =>
    over && change(moveItem(items, String(active.id), String(over.id)));
  const tabCount = items.filter(({ kind }) => kind === "tab").length;

  const addSection = () => {
    const key = freeKey(items, "s");
    change(
      addHeading(items, {
        ...{ id: `section:${key}`, kind: "section", key, columns: 2 },
        label: { en: t("forms.newSection"), "zh-CN": t("forms.newSection") },
      }),
    );
  };
  const addTab = () => {
    const key = freeKey(items, "t");
    const label = { en: t("forms.newTab"), "zh-CN": t("forms.newTab") };
    change(addHeading(items, { id: `tab:${key}`, kind: "tab", key, label }));
  };

  const rows = placesOf(items).map(({ item, columns, isHidden }) => {
    if (item.kind !== "field") {
      return (
        <HeadingRow
          key={item.id}
          item={item}
          isOnlyTab={tabCount === 1}
          onChange={(changed) => change(replaceItem(items, changed))}
          onRemove={() => remove(item.id)}
        />
      );
    }
    const field = fields.find(({ name }) => name === item.placed.name);
    if (!field) return null;
    return (
      <FieldRow
        key={item.id}
        {...{ field, item, columns, isHidden }}
        onChange={(changed) => change(replaceItem(items, changed))}
        onToggle={() => change(toggleHidden(items, item.id))}
      />
    );
  });

  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        <Button size="small" icon={<PlusOutlined />} onClick={addSection}>
          {t("forms.addSection")}
        </Button>
        <Button size="small" icon={<PlusOutlined />} onClick={addTab}>
          {t("forms.addTab")}
        </Button>
      </Flex>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={handleDragEnd}>
        <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <div>{rows}</div>
        </SortableContext>
      </DndContext>
    </Flex>
  );
}
