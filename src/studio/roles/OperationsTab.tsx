/** Which whole pieces of work the role may do: ship, refund, cancel … */
import { Card, Checkbox, Flex, Typography } from "antd";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";
import { useDraft } from "./RoleDraftContext";
import { useRoleWorld } from "./RoleWorldContext";

export function OperationsTab() {
  const t = useText();
  const labelOf = useLabel();
  const { operations, entities } = useRoleWorld();
  const { draft, change } = useDraft();
  const allowed = draft.operations ?? [];
  if (operations.length === 0) {
    return <EmptyState title={t("roles.operations.none")} description={t("roles.operations.noneHelp")} />;
  }
  const sections = [...entities.map(({ name, label }) => ({ name, label })), { name: null, label: undefined }]
    .map(({ name, label }) => ({
      key: name ?? "",
      title: label ? labelOf(label) : t("roles.operations.general"),
      items: operations.filter(({ entity }) => entity === name),
    }))
    .filter(({ items }) => items.length > 0);
  const setAllowed = (names: string[]) => change((document) => ({ ...document, operations: names }));

  return (
    <Flex vertical gap={12} style={{ maxWidth: 760 }}>
      <Typography.Text type="secondary">{t("roles.operations.help")}</Typography.Text>
      {sections.map(({ key, title, items }) => {
        const names = items.map(({ name }) => name);
        const ticked = names.filter((name) => allowed.includes(name));
        const others = allowed.filter((name) => !names.includes(name));
        return (
          <Card
            key={key}
            size="small"
            title={
              <Checkbox
                checked={ticked.length === names.length}
                indeterminate={ticked.length > 0 && ticked.length < names.length}
                onChange={({ target }) => setAllowed(target.checked ? [...others, ...names] : others)}
              >
                {title}
              </Checkbox>
            }
          >
            <Checkbox.Group
              value={ticked}
              onChange={(chosen) => setAllowed([...others, ...chosen])}
              options={items.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            />
          </Card>
        );
      })}
    </Flex>
  );
}
