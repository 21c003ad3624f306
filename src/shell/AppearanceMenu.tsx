/** Chooses theme and density. */
import { MoonOutlined, SunOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useText } from "../i18n/useText";
import { useAppearance } from "../ui/AppearanceContext";
import { useAppearanceItems } from "./useAppearanceItems";

export function AppearanceMenu() {
  const t = useText();
  const { mode } = useAppearance();
  const { items, selectedKeys } = useAppearanceItems();
  return (
    <Dropdown trigger={["click"]} autoFocus menu={{ items, selectable: true, multiple: true, selectedKeys }}>
      <Button
        type="text"
        icon={mode === "dark" ? <MoonOutlined /> : <SunOutlined />}
        aria-label={t("shell.appearance.label")}
      />
    </Dropdown>
  );
}
