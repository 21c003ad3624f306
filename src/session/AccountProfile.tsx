/** Name, address and roles, as an administrator set them. */
import { Descriptions, Flex, Tag, Typography } from "antd";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Snapshot } from "../model/snapshot";

interface AccountProfileProps {
  snapshot: Snapshot;
}

export function AccountProfile({ snapshot }: AccountProfileProps) {
  const t = useText();
  const labelOf = useLabel();
  const { member, role, roles } = snapshot;
  const tags = roles.map(({ id, label }) => (
    <Tag key={id} color={id === role.id ? "processing" : "default"}>
      {id === role.id ? `${labelOf(label)} · ${t("session.account.activeRole")}` : labelOf(label)}
    </Tag>
  ));
  return (
    <Flex vertical gap="small">
      <Descriptions
        column={1}
        colon={false}
        size="small"
        items={[
          { key: "name", label: t("session.account.name"), children: member.name },
          { key: "email", label: t("session.account.email"), children: member.email },
          {
            key: "roles",
            label: t("session.account.roles"),
            children: (
              <Flex wrap gap={4}>
                {tags}
              </Flex>
            ),
          },
        ]}
      />
      <Typography.Text type="secondary">{t("session.account.changedByAdmin")}</Typography.Text>
    </Flex>
  );
}
