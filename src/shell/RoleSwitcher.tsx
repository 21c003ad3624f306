/** Shows the active role; changes it, or opens other people's eyes for those who may. */
import { DownOutlined, EyeOutlined, IdcardOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { lazy, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { DataError } from "../data/DataError";
import { useSwitchRole } from "../data/useSwitchRole";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { RoleSummary, Snapshot } from "../model/snapshot";
import { useIsPhone } from "../ui/useIsPhone";

const ViewAsDialog = lazy(async () => ({ default: (await import("./ViewAsDialog")).ViewAsDialog }));

interface RoleSwitcherProps {
  snapshot: Snapshot;
}

export function RoleSwitcher({ snapshot }: RoleSwitcherProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const { switchRole, isSwitching } = useSwitchRole();
  const [isChoosing, setChoosing] = useState(false);
  const { role, roles, people, viewAs } = snapshot;

  const handleSwitch = async ({ id, label }: RoleSummary) => {
    try {
      await switchRole(id);
      await navigate("/");
      void message.success(t("shell.role.switched", { role: labelOf(label) }));
    } catch (error) {
      if (error instanceof DataError) void message.error(error.message);
    }
  };

  const items: NonNullable<MenuProps["items"]> = [
    {
      type: "group",
      key: "roles",
      label: t("shell.role.switchTo"),
      children: roles.map((held) => ({
        key: held.id,
        label: labelOf(held.label),
        disabled: viewAs !== null,
        onClick: () => void (held.id === role.id ? undefined : handleSwitch(held)),
      })),
    },
    ...(role.canViewAs
      ? [
          { type: "divider" as const },
          {
            key: "view-as",
            icon: <EyeOutlined />,
            label: t("shell.role.viewAs"),
            onClick: () => setChoosing(true),
          },
        ]
      : []),
  ];
  const label = labelOf(role.label);

  return (
    <>
      <Dropdown trigger={["click"]} autoFocus menu={{ items, selectable: true, selectedKeys: [role.id] }}>
        <Button
          type="text"
          loading={isSwitching}
          icon={<IdcardOutlined />}
          aria-label={t("shell.role.label", { role: label })}
          style={{ maxWidth: isPhone ? 140 : 260, minWidth: 0 }}
        >
          <span style={{ overflow: "hidden", textOverflow: "ellipsis" }}>{label}</span>
          <DownOutlined style={{ fontSize: 10 }} />
        </Button>
      </Dropdown>
      {isChoosing && (
        <Suspense>
          <ViewAsDialog people={people} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </>
  );
}
