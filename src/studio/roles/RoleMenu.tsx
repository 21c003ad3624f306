/** What can be done to a role as a whole. */
import { CopyOutlined, DeleteOutlined, EditOutlined, EyeOutlined, MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";
import type { StudioRole } from "../../data/config/rolesPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useViewAsRole } from "./useViewAsRole";

interface RoleMenuProps {
  role: StudioRole;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function RoleMenu({ role, onDuplicate, onDelete }: RoleMenuProps) {
  const t = useText();
  const labelOf = useLabel();
  const navigate = useNavigate();
  const viewAsRole = useViewAsRole();
  const { snapshot } = useSnapshot();
  const isOwn = snapshot?.role.id === role.id;

  const items: NonNullable<MenuProps["items"]> = [
    {
      key: "rename",
      icon: <EditOutlined />,
      label: t("roles.menu.rename"),
      onClick: () => void navigate(`/studio/roles/${role.id}?tab=settings`),
    },
    { key: "duplicate", icon: <CopyOutlined />, label: t("roles.menu.duplicate"), onClick: onDuplicate },
    ...(viewAsRole && role.is_active && !isOwn
      ? [
          {
            key: "view-as",
            icon: <EyeOutlined />,
            label: t("roles.menu.viewAs"),
            onClick: () => void viewAsRole(role.key),
          },
        ]
      : []),
    { type: "divider" },
    {
      key: "delete",
      icon: <DeleteOutlined />,
      danger: true,
      disabled: isOwn,
      label: isOwn ? t("roles.menu.ownRole") : t("roles.menu.delete"),
      onClick: onDelete,
    },
  ];
  return (
    <span onClick={(event) => event.stopPropagation()}>
      <Dropdown trigger={["click"]} menu={{ items }} autoFocus>
        <Button
          type="text"
          icon={<MoreOutlined />}
          aria-label={t("roles.menu.label", { role: labelOf(role.label) })}
        />
      </Dropdown>
    </span>
  );
}
