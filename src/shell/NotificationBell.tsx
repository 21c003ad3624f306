/** What the member was told: mentions, and what the app finds worth telling; a click leads there. */
import { BellOutlined } from "@ant-design/icons";
import { Badge, Button, Empty, Flex, Popover } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Notification } from "../data/config/comments";
import { useConfigCall } from "../data/useConfigCall";
import { useNotifications } from "../data/useNotifications";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";
import { NotificationEntry } from "./NotificationEntry";

interface NotificationBellProps {
  snapshot: Snapshot;
}

export function NotificationBell({ snapshot }: NotificationBellProps) {
  const t = useText();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const { notifications, refetch } = useNotifications();
  const { run } = useConfigCall("my_notifications");
  const unread = notifications?.unread ?? 0;
  const mark = (notification_id: number | null) =>
    snapshot.viewAs ? undefined : void run({ name: "read_notifications", args: { notification_id } });

  const open = ({ id, kind, entity, record, isRead }: Notification) => {
    setIsOpen(false);
    if (!isRead) mark(id);
    const address = record === null ? "" : `/${encodeURIComponent(record)}`;
    void navigate(`/e/${entity}${address}${kind === "mention" ? "#comments" : ""}`);
  };

  const choose = () => {
    setIsOpen(false);
    void navigate("/account#notices");
  };

  const list = (
    <Flex vertical style={{ width: 340, maxWidth: "calc(100vw - 96px)", maxHeight: 420, overflowY: "auto" }}>
      {(notifications?.list ?? []).map((notification) => (
        <NotificationEntry
          key={notification.id}
          {...{ notification, people: snapshot.people }}
          onOpen={() => open(notification)}
        />
      ))}
      {notifications?.list.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("notices.nothing")} />
      )}
      <Button type="link" size="small" onClick={choose} style={{ alignSelf: "center", marginTop: 8 }}>
        {t("notices.choose")}
      </Button>
    </Flex>
  );
  const title = (
    <Flex justify="space-between" align="center">
      {t("notices.title")}
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
