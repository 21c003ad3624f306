/** The rules of a form in their order: switched on and off, moved, copied, changed. */
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
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { Button, Flex, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { useText } from "../../../i18n/useText";
import type { FormRule } from "../../../model/form";
import type { Entity } from "../../../model/snapshot";
import { freeKey } from "../../roles/cell/freeKey";
import { RuleRow } from "./RuleRow";

const RuleDialog = lazy(async () => ({ default: (await import("./RuleDialog")).RuleDialog }));

interface RuleListProps {
  entity: Entity;
  rules: FormRule[];
  onChange: (rules: FormRule[]) => void;
}

export function RuleList({ entity, rules, onChange }: RuleListProps) {
  const t = useText();
  const [edited, setEdited] = useState<FormRule | "new">();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = rules.map(({ key }) => key);

  const handleDragEnd = ({ active, over }: DragEndEvent) => {
    const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over?.id))];
    if (from >= 0 && to >= 0 && from !== to) onChange(arrayMove(rules, from, to));
  };
  const replace = (rule: FormRule) => onChange(rules.map((other) => (other.key === rule.key ? rule : other)));
  const copy = (rule: FormRule) =>
    onChange(
      rules.flatMap((other) =>
        other === rule ? [other, { ...rule, key: freeKey(rule.key, keys) }] : [other],
      ),
    );
  const save = (rule: FormRule) => {
    if (edited === "new") onChange([...rules, { ...rule, key: freeKey(rule.label.en || "rule", keys) }]);
    else replace(rule);
    setEdited(undefined);
  };

  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t("forms.rulesHelp")}</Typography.Text>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={handleDragEnd}>
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.key}
              entity={entity}
              rule={rule}
              onChange={replace}
              onEdit={() => setEdited(rule)}
              onCopy={() => copy(rule)}
              onRemove={() => onChange(rules.filter((other) => other !== rule))}
            />
          ))}
        </SortableContext>
      </DndContext>
      <div>
        <Button icon={<PlusOutlined />} onClick={() => setEdited("new")}>
          {t("forms.addRule")}
        </Button>
      </div>
      <Suspense>
        {edited !== undefined && (
          <RuleDialog
            entity={entity}
            rule={edited === "new" ? undefined : edited}
            onClose={() => setEdited(undefined)}
            onSave={save}
          />
        )}
      </Suspense>
    </Flex>
  );
}
