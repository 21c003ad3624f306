/** Shows what Refine's hooks report as Ant Design notifications. */
import type { NotificationProvider } from "@refinedev/core";
import type { App } from "antd";

type Notification = ReturnType<typeof App.useApp>["notification"];

export const createNotificationProvider = (notification: Notification): NotificationProvider => ({
  open: ({ key, message, description, type }) => {
    const show = type === "success" ? notification.success : notification.error;
    show({ message, ...(key !== undefined && { key }), ...(description !== undefined && { description }) });
  },
  close: (key) => notification.destroy(key),
});
