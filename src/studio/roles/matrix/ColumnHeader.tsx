/** The name of an action; its menu allows or takes it for everything listed. */
import {
  DeleteOutlined,
  DownOutlined,
  EditOutlined,
  ExportOutlined,
  EyeOutlined,
  ImportOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useText } from "../../../i18n/useText";
import { allowCell, denyCell } from "../../../model/permissions";
import type { PermissionAction } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { useIsPhone } from "../../../ui/useIsPhone";
import { useDraft } from "../RoleDraftContext";

interface ColumnHeaderProps {
  action: PermissionAction;
  shown: readonly Entity[];
}

const icons = {
  read: <EyeOutlined />,
  create: <PlusOutlined />,
  update: <EditOutlined />,
  delete: <DeleteOutlined />,
  export: <ExportOutlined />,
  import: <ImportOutlined />,
};

export function ColumnHeader({ action, shown }: ColumnHeaderProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const { change } = useDraft();
  const name = t(`roles.actions.${action}`);
  const forAll = (apply: typeof allowCell) => () =>
    change((draft) => shown.reduce((result, entity) => apply(result, entity.name, action), draft));
  const items = [
    { key: "all", label: t("roles.matrix.allowAll", { count: shown.length }), onClick: forAll(allowCell) },
    { key: "none", label: t("roles.matrix.denyAll", { count: shown.length }), onClick: forAll(denyCell) },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }} autoFocus>
      <Button type="text" size="small" aria-label={t("roles.matrix.column", { action: name })} title={name}>
        {isPhone ? (
          icons[action]
        ) : (
          <>
            {name} <DownOutlined style={{ fontSize: 9 }} />
          </>
        )}
      </Button>
    </Dropdown>
  );
}
