/** One work queue: how much waits, how much of it is late, and what has waited longest. */
import { CheckCircleOutlined } from "@ant-design/icons";
import { Card, Flex, Skeleton, theme } from "antd";
import { Link } from "react-router";
import type { WorkQueue } from "../../data/useWorkQueues";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { viewQuery } from "../../model/viewQuery";
import { EntityIcon } from "../../ui/EntityIcon";
import { Text } from "../../ui/Text";
import { entityPath } from "../navigationSections";
import type { Queue } from "./queuesOf";
import { QueueFirst } from "./QueueFirst";

interface QueueCardProps {
  queue: Queue;
  /** Absent until it has been counted. */
  counted: WorkQueue | undefined;
}

export function QueueCard({ queue: { entity, view }, counted }: QueueCardProps) {
  const t = useText();
  const label = useLabel();
  const format = useFormat();
  const { token } = theme.useToken();
  const { count = 0, overdue = 0, first } = counted ?? {};
  const isLate = overdue > 0;
  const color = isLate ? token.colorErrorText : token.colorText;
  return (
    <Card
      size="small"
      className="queue-card"
      role="group"
      aria-label={`${label(entity.label)}: ${label(view.label)}`}
      styles={{ body: { padding: 16, height: "100%" } }}
      style={isLate ? { borderColor: token.colorErrorBorder } : undefined}
    >
      <Link to={`${entityPath(entity.name)}${viewQuery(view.id)}`} className="queue-head">
        <Flex justify="space-between" align="start" gap={12}>
          <Flex vertical style={{ minWidth: 0 }}>
            <Text strong style={{ fontSize: token.fontSizeLG }}>
              {label(view.label)}
            </Text>
            <Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
              <EntityIcon name={entity.icon} /> {label(entity.label)}
            </Text>
          </Flex>
          <Flex vertical align="end">
            {counted ? (
              <span
                className="tabular"
                style={{
                  fontSize: 28,
                  lineHeight: 1.1,
                  fontWeight: 600,
                  color: count ? color : token.colorTextDescription,
                }}
              >
                {format.number(count)}
                {count === 10_000 && "+"}
              </span>
            ) : (
              <Skeleton.Button active size="small" />
            )}
            {isLate && (
              <span className="tabular" style={{ color: token.colorErrorText, fontSize: token.fontSizeSM }}>
                {t("home.overdue", { count: overdue, number: format.number(overdue) })}
              </span>
            )}
          </Flex>
        </Flex>
      </Link>
      {counted && count === 0 && (
        <Text type="secondary" style={{ display: "block", marginTop: 12 }}>
          <CheckCircleOutlined style={{ color: token.colorSuccess }} /> {t("home.nothing")}
        </Text>
      )}
      {first && <QueueFirst entity={entity} records={first} />}
    </Card>
  );
}
