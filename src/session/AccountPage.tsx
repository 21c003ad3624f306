/** One's own account: who one is, looks, password, second step, devices. */
import { Card, Flex } from "antd";
import type { ReactNode } from "react";
import { useSnapshot } from "../data/useSnapshot";
import { useText } from "../i18n/useText";
import { PageHeader } from "../ui/PageHeader";
import { AccountDevices } from "./AccountDevices";
import { AccountLooks } from "./AccountLooks";
import { AccountNotices } from "./AccountNotices";
import { AccountPassword } from "./AccountPassword";
import { AccountProfile } from "./AccountProfile";
import { AccountSecondStep } from "./AccountSecondStep";

export function AccountPage() {
  const t = useText();
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const sections: [string, ReactNode][] = [
    [t("session.account.profile"), <AccountProfile key="profile" snapshot={snapshot} />],
    [t("session.account.looks"), <AccountLooks key="looks" />],
    [t("notices.title"), <AccountNotices key="notices" />],
    [t("session.account.password"), <AccountPassword key="password" email={snapshot.member.email} />],
    [
      t("session.account.secondStep"),
      <AccountSecondStep key="second" isDemanded={snapshot.role.requiresMfa} />,
    ],
    [t("session.account.devices"), <AccountDevices key="devices" />],
  ];
  return (
    <Flex vertical gap="middle" style={{ maxWidth: 720 }}>
      <PageHeader title={t("session.account.title")} />
      {sections.map(([title, content]) => (
        <Card key={title} title={title}>
          {content}
        </Card>
      ))}
    </Flex>
  );
}
