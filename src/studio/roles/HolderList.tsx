/** Who holds a role: portraits and the first names. */
import { Flex, Typography } from "antd";
import { useText } from "../../i18n/useText";
import { Portrait } from "../../ui/Portrait";

interface HolderListProps {
  members: readonly { id: string; name: string }[];
}

const shown = 3;

export function HolderList({ members }: HolderListProps) {
  const t = useText();
  if (members.length === 0) {
    return <Typography.Text type="secondary">{t("roles.list.noMembers")}</Typography.Text>;
  }
  const first = members.slice(0, shown);
  const rest = members.length - first.length;
  return (
    <Flex gap={8} align="center" title={members.map(({ name }) => name).join(t("workspace.delete.comma"))}>
      <Flex>
        {first.map(({ id, name }) => (
          <span key={id} style={{ marginInlineEnd: -6 }}>
            <Portrait name={name} size={24} />
          </span>
        ))}
      </Flex>
      <Typography.Text ellipsis style={{ marginInlineStart: 6 }}>
        {first.map(({ name }) => name).join(t("workspace.delete.comma"))}
        {rest > 0 && ` +${rest}`}
      </Typography.Text>
    </Flex>
  );
}
