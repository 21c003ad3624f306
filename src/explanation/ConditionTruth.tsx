/** A condition in words, every part with a mark that says whether it holds for the record. */
import { CheckCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import { Flex, theme, Typography } from "antd";
import { groupOf, type JudgedCondition } from "../data/config/explanation";
import type { DataRecord } from "../data/record";
import { useText } from "../i18n/useText";
import type { Entity } from "../model/snapshot";
import { ComparisonTruth } from "./ComparisonTruth";

interface ConditionTruthProps {
  entity: Entity | undefined;
  record: DataRecord | undefined;
  condition: JudgedCondition;
}

export function ConditionTruth({ entity, record, condition }: ConditionTruthProps) {
  const t = useText();
  const { token } = theme.useToken();
  const group = groupOf(condition);
  return (
    <Flex gap={8} align="flex-start">
      {condition.holds !== undefined && <TruthMark holds={condition.holds} />}
      <Flex vertical gap={6} style={{ minWidth: 0 }}>
        {group ? (
          <>
            <Typography.Text type="secondary">{t(`audit.explain.${group.kind}`)}</Typography.Text>
            <Flex
              vertical
              gap={6}
              style={{ paddingInlineStart: 12, borderInlineStart: `2px solid ${token.colorBorderSecondary}` }}
            >
              {group.parts.map((part, index) => (
                <ConditionTruth key={index} entity={entity} record={record} condition={part} />
              ))}
            </Flex>
          </>
        ) : (
          <ComparisonTruth entity={entity} record={record} condition={condition} />
        )}
      </Flex>
    </Flex>
  );
}

function TruthMark({ holds }: { holds: boolean }) {
  const t = useText();
  const { token } = theme.useToken();
  const looks = { fontSize: 15, lineHeight: "22px", marginTop: 3 };
  return holds ? (
    <CheckCircleFilled
      style={{ ...looks, color: token.colorSuccess }}
      aria-label={t("audit.explain.holds")}
    />
  ) : (
    <CloseCircleFilled style={{ ...looks, color: token.colorError }} aria-label={t("audit.explain.fails")} />
  );
}
