/** Where a rank stands among the other roles. */
import { Typography } from "antd";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { useRoleWorld } from "./RoleWorldContext";

export function RankText({ rank }: { rank: number }) {
  const t = useText();
  const labelOf = useLabel();
  const { role, roles } = useRoleWorld();
  const named = (holds: (other: number) => boolean) =>
    roles
      .filter(({ id, rank: other }) => id !== role.id && holds(other))
      .map(({ label }) => labelOf(label))
      .join(t("workspace.delete.comma"));
  const above = named((other) => other < rank);
  const same = named((other) => other === rank);
  const below = named((other) => other > rank);
  return (
    <Typography.Text type="secondary">
      {above && <div>{t("roles.settings.below", { roles: above })}</div>}
      {same && <div>{t("roles.settings.beside", { roles: same })}</div>}
      {below && <div>{t("roles.settings.above", { roles: below })}</div>}
    </Typography.Text>
  );
}
