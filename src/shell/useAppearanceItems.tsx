/** Menu items for theme and density, used by the appearance menu and, on phones, by the account menu. */
import { DesktopOutlined, MoonOutlined, SunOutlined } from "@ant-design/icons";
import type { MenuProps } from "antd";
import { useText } from "../i18n/useText";
import { useAppearance } from "../ui/AppearanceContext";

type Items = NonNullable<MenuProps["items"]>;

export function useAppearanceItems() {
  const t = useText();
  const { choice, density, setChoice, setDensity } = useAppearance();

  const items: Items = [
    {
      type: "group",
      key: "theme",
      label: t("shell.appearance.theme"),
      children: [
        {
          key: "system",
          icon: <DesktopOutlined />,
          label: t("shell.appearance.system"),
          onClick: () => setChoice("system"),
        },
        {
          key: "light",
          icon: <SunOutlined />,
          label: t("shell.appearance.light"),
          onClick: () => setChoice("light"),
        },
        {
          key: "dark",
          icon: <MoonOutlined />,
          label: t("shell.appearance.dark"),
          onClick: () => setChoice("dark"),
        },
      ],
    },
    {
      type: "group",
      key: "density",
      label: t("shell.appearance.density"),
      children: [
        {
          key: "comfortable",
          label: t("shell.appearance.comfortable"),
          onClick: () => setDensity("comfortable"),
        },
        { key: "compact", label: t("shell.appearance.compact"), onClick: () => setDensity("compact") },
      ],
    },
  ];
  return { items, selectedKeys: [choice, density] };
}
