/** The roles of a member; the one in which he acts stands out. */
import { Flex, Tag } from "antd";
import type { GivableRole, MemberRow } from "../../data/config/membersPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

interface RoleTagsProps {
  member: MemberRow;
  roles: readonly GivableRole[];
}

export function RoleTags({ member, roles }: RoleTagsProps) {
  const t = useText();
  const labelOf = useLabel();
  const held = roles.filter(({ id }) => member.roles.includes(id));
  if (held.length === 0) return <Tag color="warning">{t("members.noRole")}</Tag>;
  return (
    <Flex wrap gap={4}>
      {held.map(({ id, label }) => {
        const isActive = id === member.activeRole && held.length > 1;
        return (
          <Tag key={id} color={isActive ? "processing" : "default"} style={{ marginInlineEnd: 0 }}>
            {isActive ? t("members.roleInUse", { role: labelOf(label) }) : labelOf(label)}
          </Tag>
        );
      })}
    </Flex>
  );
}
