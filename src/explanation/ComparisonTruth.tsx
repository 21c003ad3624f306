/** One comparison of a condition, with what stands in the record. */
import { Typography } from "antd";
import type { JudgedCondition } from "../data/config/explanation";
import type { DataRecord } from "../data/record";
import { useSnapshot } from "../data/useSnapshot";
import { FieldDisplay } from "../field-types/FieldDisplay";
import { ComparedValue } from "../filter/ComparedValue";
import { ConditionText } from "../filter/ConditionText";
import { fieldAtPath } from "../filter/fieldAtPath";
import { useOperatorText } from "../filter/useOperatorText";
import { useVariableText } from "../filter/useVariableText";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { isUnary } from "../model/condition";
import type { Entity } from "../model/snapshot";

interface ComparisonTruthProps {
  entity: Entity | undefined;
  record: DataRecord | undefined;
  condition: JudgedCondition;
}

export function ComparisonTruth({ entity, record, condition }: ComparisonTruthProps) {
  const t = useText();
  const labelOf = useLabel();
  const operatorText = useOperatorText();
  const variableText = useVariableText();
  const { snapshot } = useSnapshot();
  if (!("field" in condition)) return <ConditionText entity={entity} condition={condition} />;

  const { field: path, op, value, variable, label, variableLabel } = condition;
  const field = entity && fieldAtPath(path, entity, snapshot?.entities ?? []);
  const isShown = field !== undefined && !path.includes(".") && record?.values[field.name] !== undefined;
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <strong>{labelOf(label ?? field?.label) || path}</strong> {operatorText(op, field?.type ?? "text")}{" "}
      {variable !== undefined
        ? labelOf(variableLabel) || variableText(variable)
        : !isUnary(op) && <ComparedValue field={field} value={value} />}
      {isShown && (
        <Typography.Text type="secondary" style={{ display: "flex", gap: 4 }}>
          {t("audit.explain.valueNow")} <FieldDisplay field={field} record={record} isCompact />
        </Typography.Text>
      )}
    </div>
  );
}
