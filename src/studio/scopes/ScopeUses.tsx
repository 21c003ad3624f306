/** Which roles use a condition, and for what. */
import { Flex, Typography } from "antd";
import { Link } from "react-router";
import type { StudioScope } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { StudioWorld } from "../StudioWorld";

interface ScopeUsesProps {
  scope: StudioScope;
  world: StudioWorld;
}

const shown = 4;

export function ScopeUses({ scope, world }: ScopeUsesProps) {
  const t = useText();
  const labelOf = useLabel();
  const keys = [...new Set(scope.used_by.map(({ role }) => role))];
  if (keys.length === 0) return <Typography.Text type="secondary">{t("scopes.unused")}</Typography.Text>;
  return (
    <Flex vertical gap={2}>
      {keys.map((key) => {
        const role = world.roles.find((candidate) => candidate.key === key);
        const names = [
          ...new Set(scope.used_by.filter((use) => use.role === key).map(({ entity }) => entity)),
        ].map((name) => labelOf(world.entities.find((entity) => entity.name === name)?.label) || name);
        const rest = names.length - shown;
        return (
          <span key={key} title={names.join(t("workspace.delete.comma"))}>
            {role ? (
              <Link to={`/studio/roles/${role.id}`} style={{ textDecoration: "underline" }}>
                {labelOf(role.label)}
              </Link>
            ) : (
              key
            )}
            <Typography.Text type="secondary">
              {": "}
              {names.slice(0, shown).join(t("workspace.delete.comma"))}
              {rest > 0 && ` ${t("roles.list.andMore", { count: rest })}`}
            </Typography.Text>
          </span>
        );
      })}
    </Flex>
  );
}
