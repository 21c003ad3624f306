/** The columns of the matrix: the kind of record, one per action, and quick actions. */
import { Flex, type TableColumnsType, theme, Typography } from "antd";
import { useMemo } from "react";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { findPermission } from "../../../model/permissions";
import { permissionActions } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { useIsPhone } from "../../../ui/useIsPhone";
import { useDraft } from "../RoleDraftContext";
import { ColumnHeader } from "./ColumnHeader";
import { MatrixCell } from "./MatrixCell";
import type { OpenCell } from "../OpenCell";
import { RowMenu } from "./RowMenu";

export type MatrixRow =
  { key: string; heading: string; members: Entity[] } | { key: string; entity: Entity; heading?: undefined };

interface MatrixColumnsOptions {
  /** Entities that are listed now. */
  shown: readonly Entity[];
  onOpen: (cell: OpenCell) => void;
}

export function useMatrixColumns({ shown, onOpen }: MatrixColumnsOptions): TableColumnsType<MatrixRow> {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { token } = theme.useToken();
  const { base, draft, change } = useDraft();

  return useMemo(() => {
    const inHeading = { background: token.colorFillQuaternary };
    const headingCell = ({ heading }: MatrixRow) => (heading === undefined ? {} : { style: inHeading });
    return [
      {
        key: "entity",
        title: t("roles.matrix.kind"),
        fixed: "left" as const,
        onCell: headingCell,
        render: (_: unknown, row: MatrixRow) =>
          row.heading !== undefined ? (
            <Typography.Text type="secondary" style={{ fontSize: token.fontSizeSM }}>
              {row.heading}
            </Typography.Text>
          ) : (
            labelOf(row.entity.label)
          ),
      },
      ...permissionActions.map((action, column) => ({
        key: action,
        width: isPhone ? 44 : 104,
        align: "center" as const,
        onCell: headingCell,
        title: <ColumnHeader action={action} shown={shown} />,
        render: (_: unknown, row: MatrixRow) =>
          row.heading === undefined && (
            <MatrixCell
              entity={row.entity}
              action={action}
              column={column}
              saved={findPermission(base, row.entity.name, action)}
              permission={findPermission(draft, row.entity.name, action)}
              change={change}
              onOpen={onOpen}
            />
          ),
      })),
      {
        key: "menu",
        width: 48,
        align: "right" as const,
        onCell: headingCell,
        title: (
          <Flex style={{ position: "absolute", width: 1, height: 1, overflow: "hidden" }}>
            {t("roles.matrix.quick")}
          </Flex>
        ),
        render: (_: unknown, row: MatrixRow) => (
          <RowMenu
            name={row.heading ?? labelOf(row.entity.label)}
            entities={row.heading === undefined ? [row.entity] : row.members}
          />
        ),
      },
    ];
  }, [t, labelOf, isPhone, token, base, draft, change, shown, onOpen]);
}
