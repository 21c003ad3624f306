/** The answer to "why?": yes or no, the reason in one sentence, the condition part by part, and who can mend it. */
import { Alert, Flex, Typography } from "antd";
import { type Explanation, plainObstacles } from "../data/config/explanation";
import type { DataRecord } from "../data/record";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Entity } from "../model/snapshot";
import { ConditionTruth } from "./ConditionTruth";
import type { ExplainedAction } from "./question";

interface ExplanationTextProps {
  entity: Entity | undefined;
  record: DataRecord | undefined;
  explanation: Explanation;
  action: ExplainedAction;
  /** Name of the member who is asked about; undefined for oneself. */
  other: string | undefined;
  entityName: string;
}

export function ExplanationText(props: ExplanationTextProps) {
  const { entity, record, explanation, action, other, entityName } = props;
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { allowed, reason, field: fieldName, scope, condition } = explanation;
  const role = labelOf(explanation.role);
  const mayMend = snapshot?.role.mayConfigure.includes("roles") ?? false;

  const reasonText = () => {
    const known = entity?.fields.find(({ name }) => name === fieldName);
    const field = known ? labelOf(known.label) : t("audit.explain.someField");
    const words = { role, field, entity: entity ? labelOf(entity.label) : entityName };
    if (reason === "action_not_granted") return t(`audit.explain.reason.${action}_not_granted`, words);
    if (reason === "field_not_granted" && action !== "delete") {
      return t(`audit.explain.reason.${action}_field_not_granted`, words);
    }
    const plain = plainObstacles.find((candidate) => candidate === reason);
    return plain ? t(`audit.explain.reason.${plain}`, words) : t("audit.explain.reason.other");
  };
  const headline = () => {
    if (other !== undefined)
      return t(allowed ? "audit.explain.allowed" : "audit.explain.notAllowed", { member: other });
    return t(allowed ? "audit.explain.youMay" : "audit.explain.youMayNot");
  };

  return (
    <Flex vertical gap={16} aria-live="polite">
      <Alert
        type={allowed ? "success" : "warning"}
        showIcon
        message={headline()}
        description={allowed ? t("audit.explain.allowedText") : reasonText()}
      />
      {condition && (
        <Flex vertical gap={8}>
          <Typography.Text>{t("audit.explain.condition", { role })}</Typography.Text>
          {scope && (
            <Typography.Text type="secondary">
              {t("audit.explain.scope", { scope: labelOf(scope) })}
            </Typography.Text>
          )}
          <ConditionTruth entity={entity} record={record} condition={condition} />
        </Flex>
      )}
      {!allowed && (
        <Typography.Text type="secondary">
          {mayMend ? t("audit.explain.mend", { page: t("studio.pages.roles") }) : t("audit.explain.who")}
        </Typography.Text>
      )}
    </Flex>
  );
}
