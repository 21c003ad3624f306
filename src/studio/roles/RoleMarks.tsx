/** What is special about a role, as tags. */
import { Tag } from "antd";
import type { StudioRole } from "../../data/config/rolesPage";
import { useText } from "../../i18n/useText";

type MarkedRole = Pick<StudioRole, "is_active" | "requires_mfa" | "may_configure" | "can_view_as">;

export function RoleMarks({ role }: { role: MarkedRole }) {
  const t = useText();
  return (
    <>
      {!role.is_active && <Tag>{t("roles.marks.inactive")}</Tag>}
      {role.may_configure.length > 0 && <Tag color="processing">{t("roles.marks.configures")}</Tag>}
      {role.can_view_as && <Tag>{t("roles.marks.viewAs")}</Tag>}
      {role.requires_mfa && <Tag color="success">{t("roles.marks.mfa")}</Tag>}
    </>
  );
}
