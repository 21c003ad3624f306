/** One sub-order of a plan: where it leaves, what is in it, why, and what it comes to. */
import { Card, Flex, Tag } from "antd";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";
import type { PlannedPart } from "./SplitPlan";

interface PlannedPartCardProps {
  part: PlannedPart;
  currency: string | null;
}

const amounts = ["goods", "discount", "shipping", "tax"] as const;

export function PlannedPartCard({ part, currency }: PlannedPartCardProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Card
      size="small"
      title={part.place ?? t(`split.kind.${part.kind}`)}
      extra={<Text strong>{format.money(part.total, currency)}</Text>}
    >
      <Flex vertical gap={8}>
        {part.lines.map((line) => (
          <Flex key={line.line} gap={8} justify="space-between">
            <Text>{line.title}</Text>
            <Text className="tabular" style={{ whiteSpace: "nowrap" }}>
              × {format.number(line.qty)}
            </Text>
          </Flex>
        ))}
        <Text type="secondary" style={{ fontSize: 12 }}>
          {amounts
            .filter((name) => part[name] !== 0)
            .map((name) => `${t(`split.amount.${name}`)} ${format.money(part[name], currency)}`)
            .join(" · ")}
        </Text>
        <Flex gap={4} wrap>
          {part.reasons.map((reason) => (
            <Tag key={reason} color={part.kind === "backorder" ? "orange" : undefined}>
              {t(`split.reason.${reason}`)}
            </Tag>
          ))}
          {part.expected_on && (
            <Tag color="blue">{t("split.expected", { day: format.date(part.expected_on) })}</Tag>
          )}
        </Flex>
      </Flex>
    </Card>
  );
}
