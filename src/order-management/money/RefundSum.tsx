/** What the refund comes to, beside what can still be paid back, and whether somebody else has to approve it. */
import { Alert, Flex } from "antd";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import type { RefundPlan } from "./RefundPlan";

interface RefundSumProps {
  plan: RefundPlan;
  amount: number;
}

export function RefundSum({ plan, amount }: RefundSumProps) {
  const t = useText();
  const format = useFormat();
  const money = (value: number) => format.money(value, plan.currency);
  const obstacle = plan.obstacle === "nothing_chosen" ? null : plan.obstacle;
  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="baseline" gap={12} wrap>
        <Text type="secondary">
          {t("money.left", { left: money(plan.left) })}
          {plan.waiting > 0 && ` · ${t("money.waiting", { waiting: money(plan.waiting) })}`}
        </Text>
        <Text strong className="tabular" style={{ fontSize: 16 }}>
          {money(amount)}
        </Text>
      </Flex>
      {obstacle && <Alert type="warning" showIcon message={t(`money.obstacle.${obstacle}`)} />}
      {plan.needs_second_person && <Alert type="info" showIcon message={t("money.secondPerson")} />}
    </Flex>
  );
}
