/** One line of the bell: what happened, about what, and when. */
import { Badge, Flex, theme, Typography } from "antd";
import type { Notification } from "../data/config/comments";
import { useFormat } from "../i18n/useFormat";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { typedComment } from "../model/mention";
import type { Snapshot } from "../model/snapshot";
import { Moment } from "../ui/Moment";

interface NotificationEntryProps {
  notification: Notification;
  people: Snapshot["people"];
  onOpen: () => void;
}

export function NotificationEntry({ notification, people, onOpen }: NotificationEntryProps) {
  const t = useText();
  const { token } = theme.useToken();
  const headline = useHeadline(notification);
  const { kind, record, body, isRead, at } = notification;
  const isMention = kind === "mention";
  const text = isMention && body !== null ? typedComment(body, people) : undefined;
  const isOutOfSight = record !== null && body === null && isMention;
  return (
    <button
      type="button"
      onClick={onOpen}
      style={{
        padding: "8px 4px",
        border: 0,
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
        background: "none",
        color: token.colorText,
        font: "inherit",
        textAlign: "start",
        cursor: "pointer",
      }}
    >
      <Flex gap={8} align="center">
        <Typography.Text strong={!isRead} style={{ flex: 1 }}>
          {headline}
        </Typography.Text>
        {!isRead && <Badge status="processing" />}
      </Flex>
      {(text !== undefined || isOutOfSight) && (
        <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: 0 }}>
          {text ?? t("comments.outOfSight")}
        </Typography.Paragraph>
      )}
      <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
        <Moment at={at} />
      </Typography.Text>
    </button>
  );
}

function useHeadline({
  kind,
  kindLabel,
  memberName,
  entityLabel,
  record,
  count,
  body,
}: Notification): string {
  const t = useText();
  const labelOf = useLabel();
  const format = useFormat();
  if (kind === "mention") {
    const name = memberName ?? t("comments.somebody");
    return t("comments.mentioned", { name, entity: labelOf(entityLabel) });
  }
  const what = labelOf(kindLabel);
  if (record === null) return t("notices.many", { kind: what, number: format.number(count) });
  return t("notices.one", { kind: what, title: body ?? `#${record}` });
}
