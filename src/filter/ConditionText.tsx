/** A condition in words: "State is any of Requested, Approved and Channel is any of My channels". */
import { theme } from "antd";
import { Fragment, type ReactNode, useContext } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { type Comparison, type Condition, isUnary } from "../model/condition";
import type { Entity, Field } from "../model/snapshot";
import { ComparedValue } from "./ComparedValue";
import { FilterWorldContext } from "./FilterWorldContext";
import { fieldAtPath } from "./fieldAtPath";
import { useOperatorText } from "./useOperatorText";
import { useVariableText } from "./useVariableText";

interface ConditionTextProps {
  entity: Entity | undefined;
  condition: Condition;
}

export function ConditionText({ entity, condition }: ConditionTextProps) {
  return <Part entity={entity} condition={condition} isInner={false} />;
}

interface PartProps extends ConditionTextProps {
  /** Inside another group, where brackets are needed. */
  isInner: boolean;
}

function Part({ entity, condition, isInner }: PartProps) {
  const t = useText();
  const labelOf = useLabel();
  const { entities } = useContext(FilterWorldContext);
  const joined = (parts: Condition[], word: string, empty: string): ReactNode => {
    if (parts.length === 0) return empty;
    const list = parts.map((part, index) => (
      <Fragment key={index}>
        {index > 0 && ` ${word} `}
        <Part entity={entity} condition={part} isInner={parts.length > 1} />
      </Fragment>
    ));
    return isInner && parts.length > 1 ? <>({list})</> : <>{list}</>;
  };
  if ("all" in condition) {
    return joined(condition.all, t("workspace.filter.and"), t("workspace.filter.everything"));
  }
  if ("any" in condition) {
    return joined(condition.any, t("workspace.filter.or"), t("workspace.filter.nothing"));
  }
  if ("not" in condition) {
    return (
      <>
        {t("workspace.filter.not")} (<Part entity={entity} condition={condition.not} isInner={false} />)
      </>
    );
  }
  if ("exists" in condition) {
    const [childName = ""] = condition.exists.split(".");
    const child = entities.find(({ name }) => name === childName);
    return (
      <>
        {t("workspace.filter.exists", { entity: labelOf(child?.label) || childName })} (
        <Part entity={child} condition={condition.where} isInner={false} />)
      </>
    );
  }
  return <ComparisonText entity={entity} comparison={condition} />;
}

interface Step {
  label: string;
  field: Field | undefined;
}

function ComparisonText({
  entity,
  comparison,
}: {
  entity: Entity | undefined;
  comparison: Comparison;
}): ReactNode {
  const labelOf = useLabel();
  const operatorText = useOperatorText();
  const variableText = useVariableText();
  const { token } = theme.useToken();
  const { entities } = useContext(FilterWorldContext);

  const names = comparison.field.split(".");
  const steps = names.map<Step>((name, index) => {
    const path = names.slice(0, index + 1).join(".");
    const found = entity && fieldAtPath(path, entity, entities);
    return { label: labelOf(found?.label) || name, field: found };
  });
  const field = steps.at(-1)?.field;
  return (
    <>
      <span style={{ fontWeight: token.fontWeightStrong }}>
        {steps.map(({ label }) => label).join(" › ")}
      </span>{" "}
      {operatorText(comparison.op, field?.type ?? "text")}
      {!isUnary(comparison.op) && " "}
      {!isUnary(comparison.op) &&
        (comparison.variable !== undefined ? (
          variableText(comparison.variable)
        ) : (
          <ComparedValue field={field} value={comparison.value} />
        ))}
    </>
  );
}
