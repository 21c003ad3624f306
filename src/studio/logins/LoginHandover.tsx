/** The password of a new login, once, and what to enter in Excel, Power BI and the like. */
import { Descriptions, Flex, Typography } from "antd";
import type { NewBiLogin } from "../../data/config/biLogins";
import { useReportingServer } from "../../data/useReportingServer";
import { useText } from "../../i18n/useText";
import { OnceSecret } from "../../ui/OnceSecret";

interface LoginHandoverProps {
  login: NewBiLogin;
  memberName: string;
}

export function LoginHandover({ login: { login, password }, memberName }: LoginHandoverProps) {
  const t = useText();
  const { host, port, database } = useReportingServer();
  const unknown = <Typography.Text type="secondary">{t("members.logins.askOperator")}</Typography.Text>;
  const line = host && `postgresql://${login}@${host}:${port ?? 5432}/${database}?sslmode=require`;
  const copyable = (text: string) => <Typography.Text copyable>{text}</Typography.Text>;
  return (
    <Flex vertical gap={16}>
      <OnceSecret
        label={t("members.logins.password", { login })}
        secret={password}
        note={t("members.logins.once", { member: memberName })}
      />
      <Descriptions
        title={t("members.logins.connect")}
        column={1}
        size="small"
        colon={false}
        styles={{ label: { width: 140 } }}
        items={[
          { key: "kind", label: t("members.logins.kind"), children: "PostgreSQL" },
          { key: "server", label: t("members.logins.server"), children: host ? copyable(host) : unknown },
          { key: "port", label: t("members.logins.port"), children: port ?? unknown },
          { key: "database", label: t("members.logins.database"), children: database },
          { key: "login", label: t("members.logins.login"), children: copyable(login) },
          ...(line ? [{ key: "line", label: t("members.logins.address"), children: copyable(line) }] : []),
        ]}
      />
      <Typography.Text type="secondary">{t("members.logins.encrypted")}</Typography.Text>
    </Flex>
  );
}
