/** Who mentioned the member where; a click leads there. */
import { BellOutlined } from "@ant-design/icons";
import { Badge, Button, Empty, Flex, Popover, theme, Typography } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Notification } from "../data/config/comments";
import { useConfigCall } from "../data/useConfigCall";
import { useNotifications } from "../data/useNotifications";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { typedComment } from "../model/mention";
import type { Snapshot } from "../model/snapshot";
import { Moment } from "../ui/Moment";

interface NotificationBellProps {
  snapshot: Snapshot;
}

export function NotificationBell({ snapshot }: NotificationBellProps) {
  const t = useText();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const { token } = theme.useToken();
  const [isOpen, setIsOpen] = useState(false);
  const { notifications, refetch } = useNotifications();
  const { run } = useConfigCall("my_notifications");
  const unread = notifications?.unread ?? 0;
  const mark = (notification_id: number | null) =>
    snapshot.viewAs ? undefined : void run({ name: "read_notifications", args: { notification_id } });

  const open = ({ id, entity, record, isRead }: Notification) => {
    setIsOpen(false);
    if (!isRead) mark(id);
    void navigate(`/e/${entity}/${encodeURIComponent(record)}#comments`);
  };

  const list = (
    <Flex vertical style={{ width: 340, maxWidth: "calc(100vw - 48px)", maxHeight: 420, overflowY: "auto" }}>
      {(notifications?.list ?? []).map((notification) => (
        <button
          key={notification.id}
          type="button"
          onClick={() => open(notification)}
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
            <Typography.Text strong={!notification.isRead} style={{ flex: 1 }}>
              {t("comments.mentioned", {
                name: notification.memberName ?? t("comments.somebody"),
                entity: labelOf(notification.entityLabel),
              })}
            </Typography.Text>
            {!notification.isRead && <Badge status="processing" />}
          </Flex>
          <Typography.Paragraph type="secondary" ellipsis={{ rows: 2 }} style={{ margin: 0 }}>
            {notification.body === null
              ? t("comments.outOfSight")
              : typedComment(notification.body, snapshot.people)}
          </Typography.Paragraph>
          <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
            <Moment at={notification.at} />
          </Typography.Text>
        </button>
      ))}
      {notifications?.list.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("comments.nothingNew")} />
      )}
    </Flex>
  );
  const title = (
    <Flex justify="space-between" align="center">
      {t("comments.notifications")}
      {unread > 0 && (
        <Button type="link" size="small" onClick={() => mark(null)}>
          {t("comments.readAll")}
        </Button>
      )}
    </Flex>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={(willOpen) => {
        setIsOpen(willOpen);
        if (willOpen) void refetch();
      }}
      title={title}
      content={list}
    >
      <Badge count={unread} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t("comments.bell", { count: unread })} />
      </Badge>
    </Popover>
  );
}
