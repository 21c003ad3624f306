/** One sub-order of the queue, large enough for a thumb. */
import { Flex, theme } from "antd";
import { Link } from "react-router";
import type { DataRecord } from "../../data/record";
import { useFormat } from "../../i18n/useFormat";
import { useText } from "../../i18n/useText";
import { Text } from "../../ui/Text";

export function WorkQueueRow({ record: { id, values, titles } }: { record: DataRecord }) {
  const t = useText();
  const format = useFormat();
  const { token } = theme.useToken();
  const until = typeof values.ship_by === "string" ? values.ship_by : undefined;
  const isLate = until !== undefined && new Date(until) < new Date();
  return (
    <Link
      to={`/work/${id}`}
      style={{
        display: "block",
        padding: token.padding,
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        background: token.colorBgContainer,
      }}
    >
      <Flex justify="space-between" gap={8} wrap>
        <Text strong style={{ fontSize: 16 }}>
          {String(values.fulfillment_no)}
        </Text>
        {until !== undefined && (
          <span style={{ color: isLate ? token.colorErrorText : token.colorTextDescription }}>
            {t("fulfilment.work.shipBy", { time: format.dateTime(until) })}
          </span>
        )}
      </Flex>
      <Text type="secondary">{[titles.order_id, titles.warehouse_id].filter(Boolean).join(" · ")}</Text>
    </Link>
  );
}
