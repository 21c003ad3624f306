/** One row per role; on a phone everything about it stands below its name. */
import { Flex, Table, type TableColumnsType, Typography } from "antd";
import { Link, useNavigate } from "react-router";
import type { RolesPageAnswer, StudioRole } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";
import { HolderList } from "./HolderList";
import { RoleMenu } from "./RoleMenu";
import { RoleMarks } from "./RoleMarks";
import { RoleReach } from "./RoleReach";

interface RoleTableProps {
  page: RolesPageAnswer;
  onDuplicate: (role: StudioRole) => void;
  onDelete: (role: StudioRole) => void;
}

const rolePath = (id: string) => `/studio/roles/${id}`;

export function RoleTable({ page, onDuplicate, onDelete }: RoleTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const navigate = useNavigate();

  const nameOf = (role: StudioRole) => (
    <Flex gap={6} align="center" wrap>
      <Link to={rolePath(role.id)} onClick={(event) => event.stopPropagation()}>
        <Typography.Text strong style={{ color: "inherit" }}>
          {labelOf(role.label)}
        </Typography.Text>
      </Link>
      <RoleMarks role={role} />
    </Flex>
  );
  const menu = (role: StudioRole) => (
    <RoleMenu role={role} onDuplicate={() => onDuplicate(role)} onDelete={() => onDelete(role)} />
  );

  const wide: TableColumnsType<StudioRole> = [
    { key: "name", title: t("roles.list.role"), render: (_, role) => nameOf(role), width: "30%" },
    {
      key: "reach",
      title: t("roles.list.reaches"),
      render: (_, role) => <RoleReach role={role} entities={page.entities} />,
    },
    {
      key: "members",
      title: t("roles.list.members"),
      render: (_, { members }) => <HolderList members={members} />,
      width: "24%",
    },
    { key: "menu", render: (_, role) => menu(role), width: 56, align: "right" },
  ];
  const narrow: TableColumnsType<StudioRole> = [
    {
      key: "role",
      render: (_, role) => (
        <Flex vertical gap={6}>
          <Flex justify="space-between" align="center" gap={8}>
            {nameOf(role)}
            {menu(role)}
          </Flex>
          <RoleReach role={role} entities={page.entities} />
          <HolderList members={role.members} />
        </Flex>
      ),
    },
  ];
  return (
    <Table
      rowKey="id"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={page.roles}
      pagination={false}
      onRow={({ id }) => ({ onClick: () => void navigate(rolePath(id)), style: { cursor: "pointer" } })}
    />
  );
}
