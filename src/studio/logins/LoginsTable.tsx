/** Reporting logins as rows; on a phone each row holds everything. */
import { Button, Flex, Table, type TableColumnsType, Tag, Typography } from "antd";
import type { BiLogin } from "../../data/config/biLogins";
import { useFormat } from "../../i18n/useFormat";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";

interface LoginsTableProps {
  logins: BiLogin[];
  onExtend: (login: BiLogin) => void;
  onDelete: (login: BiLogin) => void;
}

export function LoginsTable({ logins, onExtend, onDelete }: LoginsTableProps) {
  const t = useText();
  const labelOf = useLabel();
  const format = useFormat();
  const isPhone = useIsPhone();

  const expiry = (login: BiLogin) => (
    <Flex gap={6} wrap>
      {format.date(login.expires_at)}
      {login.is_expired && <Tag color="error">{t("members.logins.expired")}</Tag>}
    </Flex>
  );
  const actions = (login: BiLogin) => (
    <Flex gap={8}>
      <Button size="small" onClick={() => onExtend(login)}>
        {t("members.logins.extend")}
      </Button>
      <Button size="small" danger onClick={() => onDelete(login)}>
        {t("members.logins.delete")}
      </Button>
    </Flex>
  );

  const wide: TableColumnsType<BiLogin> = [
    { key: "label", title: t("members.logins.label"), dataIndex: "label" },
    {
      key: "login",
      title: t("members.logins.login"),
      render: (_, { login }) => <Typography.Text copyable>{login}</Typography.Text>,
    },
    { key: "member", title: t("members.logins.member"), render: (_, { member }) => member.name },
    {
      key: "role",
      title: t("members.logins.role"),
      render: (_, login) => <Tag>{labelOf(login.role_label)}</Tag>,
    },
    { key: "expires", title: t("members.logins.expires"), render: (_, login) => expiry(login) },
    { key: "made", title: t("members.logins.made"), render: (_, login) => format.date(login.created_at) },
    { key: "actions", title: t("members.logins.actions"), render: (_, login) => actions(login) },
  ];
  const narrow: TableColumnsType<BiLogin> = [
    {
      key: "login",
      render: (_, login) => (
        <Flex vertical gap={6}>
          <Typography.Text strong>{login.label}</Typography.Text>
          <Typography.Text copyable>{login.login}</Typography.Text>
          <Flex gap={6} wrap>
            {login.member.name} <Tag>{labelOf(login.role_label)}</Tag>
          </Flex>
          <Flex gap={6} wrap>
            <Typography.Text type="secondary">{t("members.logins.expires")}:</Typography.Text>
            {expiry(login)}
          </Flex>
          {actions(login)}
        </Flex>
      ),
    },
  ];

  return (
    <Table<BiLogin>
      rowKey="id"
      size="middle"
      columns={isPhone ? narrow : wide}
      showHeader={!isPhone}
      dataSource={logins}
      pagination={false}
      scroll={isPhone ? {} : { x: "max-content" }}
    />
  );
}
