/** Devices on which somebody is signed in: what, where, since when. */
import { DesktopOutlined, MobileOutlined } from "@ant-design/icons";
import { Flex, Skeleton, Tag, theme, Typography } from "antd";
import type { ReactNode } from "react";
import { useText } from "../i18n/useText";
import { describeDevice } from "../model/describeDevice";
import { Moment } from "./Moment";

export interface ShownDevice {
  id: string;
  created_at: string;
  refreshed_at: string | null;
  user_agent: string | null;
  ip: string | null;
  is_current: boolean;
}

interface DeviceListProps {
  /** Undefined while they are fetched. */
  devices: readonly ShownDevice[] | undefined;
  /** What can be done with a device, at its right. */
  actionOf?: (device: ShownDevice) => ReactNode;
}

const handhelds = ["iPhone", "iPad", "Android", "HarmonyOS"];

export function DeviceList({ devices, actionOf }: DeviceListProps) {
  const t = useText();
  const { token } = theme.useToken();
  if (!devices) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (devices.length === 0) {
    return <Typography.Text type="secondary">{t("members.devices.none")}</Typography.Text>;
  }
  return (
    <ul style={{ listStyle: "none", margin: 0, padding: 0, width: "100%" }}>
      {devices.map((device, index) => {
        const { browser, system } = describeDevice(device.user_agent);
        const name = [browser, system].filter(Boolean).join(" · ") || t("members.devices.unknown");
        const Icon = system && handhelds.includes(system) ? MobileOutlined : DesktopOutlined;
        return (
          <Flex
            key={device.id}
            component="li"
            gap={12}
            align="center"
            style={{
              paddingBlock: 10,
              ...(index > 0 && { borderTop: `1px solid ${token.colorBorderSecondary}` }),
            }}
          >
            <Icon style={{ fontSize: 20, color: token.colorTextTertiary }} />
            <Flex vertical style={{ flex: 1, minWidth: 0 }}>
              <Flex gap={6} wrap align="center">
                <Typography.Text strong>{name}</Typography.Text>
                {device.is_current && <Tag color="processing">{t("members.devices.thisOne")}</Tag>}
              </Flex>
              <Typography.Text type="secondary" style={{ fontSize: 13 }}>
                {t("members.devices.lastActive")} <Moment at={device.refreshed_at ?? device.created_at} />
                {device.ip ? ` · ${device.ip}` : ""}
              </Typography.Text>
            </Flex>
            {actionOf?.(device)}
          </Flex>
        );
      })}
    </ul>
  );
}
