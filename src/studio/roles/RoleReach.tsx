/** What a role may see, by name: the first few and how many more. */
import { Typography } from "antd";
import type { StudioEntity, StudioRole } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

interface RoleReachProps {
  role: StudioRole;
  entities: readonly StudioEntity[];
}

const shown = 5;

export function RoleReach({ role, entities }: RoleReachProps) {
  const t = useText();
  const labelOf = useLabel();
  const reached = entities.filter(({ name }) => role.entities.includes(name));
  if (reached.length === 0) {
    return <Typography.Text type="secondary">{t("roles.list.reachesNothing")}</Typography.Text>;
  }
  const names = reached.map(({ label }) => labelOf(label));
  const rest = names.length - shown;
  return (
    <span title={names.join(t("workspace.delete.comma"))}>
      {reached.length === entities.length && `${t("roles.list.reachesAll")}: `}
      {names.slice(0, shown).join(t("workspace.delete.comma"))}
      {rest > 0 && (
        <Typography.Text type="secondary"> {t("roles.list.andMore", { count: rest })}</Typography.Text>
      )}
      {role.operations > 0 && (
        <Typography.Text type="secondary">
          {" · "}
          {t("roles.list.operations", { count: role.operations })}
        </Typography.Text>
      )}
    </span>
  );
}
