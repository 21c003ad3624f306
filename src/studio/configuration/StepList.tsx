/** The steps of a plan in words, risky ones marked; the SQL of each on demand. */
import { Flex, List, Switch, Tag, Typography } from "antd";
import { useState } from "react";
import type { PlanStep } from "../../data/config/planStep";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

const colours = { look_twice: "warning", destructive: "error" } as const;

export function StepList({ steps }: { steps: PlanStep[] }) {
  const t = useText();
  const labelOf = useLabel();
  const [hasSql, setHasSql] = useState(false);
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Typography.Text type="secondary">
          {t("configuration.stepCount", { count: steps.length })}
        </Typography.Text>
        <Flex gap={8} align="center">
          <Switch
            size="small"
            checked={hasSql}
            onChange={setHasSql}
            aria-label={t("configuration.showSql")}
          />
          {t("configuration.showSql")}
        </Flex>
      </Flex>
      <List
        size="small"
        dataSource={steps}
        rowKey={(step) => `${step.kind} ${step.object} ${step.sql}`}
        renderItem={({ words, risk, sql }) => (
          <List.Item style={{ display: "block" }}>
            <Flex gap={8} justify="space-between" align="start">
              <Typography.Text {...(risk === "destructive" && { type: "danger" })}>
                {labelOf(words)}
              </Typography.Text>
              {risk !== "none" && (
                <Tag color={colours[risk]} style={{ marginInlineEnd: 0 }}>
                  {t(`configuration.risk.${risk}`)}
                </Tag>
              )}
            </Flex>
            {hasSql && <pre className="step-sql">{sql}</pre>}
          </List.Item>
        )}
      />
    </Flex>
  );
}
