/** One cell: its state as an icon, a menu to change it, a ring while it differs from what is saved. */
import { Button, Dropdown, type MenuProps, theme } from "antd";
import { memo, useMemo } from "react";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { allowCell, cellState, denyCell, permissionText } from "../../../model/permissions";
import {
  isFieldAction,
  isRowAction,
  type Permission,
  type PermissionAction,
} from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import type { ChangeDraft } from "../useRoleDraft";
import { CellIcon } from "./CellIcon";
import type { OpenCell } from "../OpenCell";

interface MatrixCellProps {
  entity: Entity;
  action: PermissionAction;
  column: number;
  saved: Permission | undefined;
  permission: Permission | undefined;
  change: ChangeDraft;
  onOpen: (cell: OpenCell) => void;
}

const textOf = (permission: Permission | undefined) => permission && permissionText(permission);

export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { entity, action, column, saved, permission, change, onOpen } = props;
  const t = useText();
  const labelOf = useLabel();
  const { token } = theme.useToken();
  const state = cellState(permission);
  const isChanged = textOf(saved) !== textOf(permission);
  const canCustomize = isRowAction(action) || isFieldAction(action);

  const items = useMemo<NonNullable<MenuProps["items"]>>(() => {
    const { name } = entity;
    const choices = {
      all: () => change((draft) => allowCell(draft, name, action)),
      none: () => change((draft) => denyCell(draft, name, action)),
      custom: () => onOpen({ entity: name, action }),
    };
    const states = ["all", "none", ...(canCustomize ? (["custom"] as const) : [])] as const;
    return states.map((choice) => ({
      key: choice,
      icon: <CellIcon state={choice} />,
      label: t(`roles.choices.${choice}`),
      onClick: choices[choice],
    }));
  }, [entity, action, canCustomize, change, onOpen, t]);

  const name = t("roles.matrix.cell", {
    entity: labelOf(entity.label),
    action: t(`roles.actions.${action}`),
    state: t(`roles.states.${state}`),
  });
  return (
    <Dropdown trigger={["click"]} menu={{ items, selectedKeys: [state] }} autoFocus>
      <Button
        type="text"
        size="small"
        aria-label={isChanged ? t("roles.matrix.changedCell", { cell: name }) : name}
        title={name}
        data-column={column}
        data-state={state}
        tabIndex={column === 0 ? 0 : -1}
        icon={<CellIcon state={state} />}
        style={isChanged ? { boxShadow: `inset 0 0 0 1.5px ${token.colorWarningBorder}` } : undefined}
      />
    </Dropdown>
  );
});
