/** Writes a named condition: its name in both languages, and which records it lets through. */
import { Button, Card, Flex, Form } from "antd";
import { useState } from "react";
import { FilterBuilder } from "../../../filter/FilterBuilder";
import { hasOpenRows } from "../../../filter/filterTree";
import { useText } from "../../../i18n/useText";
import type { Condition } from "../../../model/condition";
import type { NewScope } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { completeLabel, emptyLabel, isEmptyLabel } from "../../completeLabel";
import { LabelInput } from "../../LabelInput";
import { freeKey } from "./freeKey";

interface ScopeFormProps {
  entity: Entity;
  /** Undefined for a new one. */
  scope: NewScope | undefined;
  takenKeys: readonly string[];
  onDone: (scope: NewScope) => void;
  onCancel: () => void;
}

export function ScopeForm({ entity, scope, takenKeys, onDone, onCancel }: ScopeFormProps) {
  const t = useText();
  const [label, setLabel] = useState(scope?.label ?? emptyLabel);
  const [condition, setCondition] = useState<Condition | undefined>(scope?.condition);
  const isComplete = !isEmptyLabel(label) && condition !== undefined && !hasOpenRows(condition);

  const handleDone = () => {
    if (!condition) return;
    const complete = completeLabel(label);
    onDone({ key: scope?.key ?? freeKey(complete.en, takenKeys), label: complete, condition });
  };
  return (
    <Card size="small">
      <Form layout="vertical" component="div">
        <Form.Item label={t("roles.scope.condition")} extra={t("roles.scope.conditionHelp")}>
          <FilterBuilder entity={entity} condition={condition} onChange={setCondition} isFluid />
        </Form.Item>
        <Form.Item label={t("roles.scope.name")} extra={t("roles.scope.nameHelp")}>
          <LabelInput value={label} onChange={setLabel} name={t("roles.scope.name")} />
        </Form.Item>
        <Flex gap={8} justify="flex-end">
          <Button onClick={onCancel}>{t("general.cancel")}</Button>
          <Button type="primary" disabled={!isComplete} onClick={handleDone}>
            {t("roles.scope.use")}
          </Button>
        </Flex>
      </Form>
    </Card>
  );
}
