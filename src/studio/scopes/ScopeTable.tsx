/** One row per named condition. */
import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { Button, Flex, Table, type TableColumnsType, Typography } from "antd";
import type { StudioScope } from "../../data/config/rolesPage";
import { useDeleteScope } from "../../data/useScopeActions";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { useIsPhone } from "../../ui/useIsPhone";
import type { StudioWorld } from "../StudioWorld";
import { useConfirmAction } from "../useConfirmAction";
import { ScopeText } from "./ScopeText";
import { ScopeUses } from "./ScopeUses";

interface ScopeTableProps {
  world: StudioWorld;
  onEdit: (scope: StudioScope) => void;
}

export function ScopeTable({ world, onEdit }: ScopeTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const deleteScope = useDeleteScope();
  const confirm = useConfirmAction();

  const nameOf = (scope: StudioScope) => (
    <Typography.Link strong onClick={() => onEdit(scope)} role="button" tabIndex={-1}>
      {labelOf(scope.label)}
    </Typography.Link>
  );
  const textOf = ({ condition, used_by }: StudioScope) => (
    <div>
      <ScopeText condition={condition} entities={world.entities} preferred={used_by[0]?.entity} />
    </div>
  );
  const askDelete = (scope: StudioScope) =>
    confirm({
      title: t("scopes.delete", { scope: labelOf(scope.label) }),
      text: t("scopes.deleteText"),
      okText: t("general.delete"),
      isDangerous: true,
      run: () => deleteScope(scope.id),
      done: t("scopes.deleted"),
    });
  const buttons = (scope: StudioScope) => (
    <Flex justify="flex-end">
      <Button
        type="text"
        icon={<EditOutlined />}
        aria-label={t("scopes.edit", { scope: labelOf(scope.label) })}
        onClick={() => onEdit(scope)}
      />
      <Button
        type="text"
        icon={<DeleteOutlined />}
        disabled={scope.used_by.length > 0}
        title={scope.used_by.length > 0 ? t("errors.reason.scope_in_use") : undefined}
        aria-label={t("scopes.deleteButton", { scope: labelOf(scope.label) })}
        onClick={() => askDelete(scope)}
      />
    </Flex>
  );
  const wide: TableColumnsType<StudioScope> = [
    { key: "name", title: t("scopes.name"), width: "22%", render: (_, scope) => nameOf(scope) },
    { key: "text", title: t("scopes.condition"), render: (_, scope) => textOf(scope) },
    {
      key: "uses",
      title: t("scopes.usedBy"),
      width: "30%",
      render: (_, scope) => <ScopeUses scope={scope} world={world} />,
    },
    { key: "buttons", width: 96, render: (_, scope) => buttons(scope) },
  ];
  const narrow: TableColumnsType<StudioScope> = [
    {
      key: "scope",
      render: (_, scope) => (
        <Flex vertical gap={6}>
          <Flex justify="space-between" align="center">
            {nameOf(scope)}
            {buttons(scope)}
          </Flex>
          {textOf(scope)}
          <ScopeUses scope={scope} world={world} />
        </Flex>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={world.scopes}
      pagination={false}
      locale={{ emptyText: <EmptyState title={t("scopes.none")} description={t("scopes.subtitle")} /> }}
    />
  );
}
