/** Which records one action reaches: a choice among the named conditions, or a new one. */
import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Select, Skeleton, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { ConditionText } from "../../../filter/ConditionText";
import { fitsEntity } from "../../../filter/fitsEntity";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { allowCell, denyCell, findPermission, withPermission } from "../../../model/permissions";
import type { NewScope, RowAction } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { useDraft } from "../RoleDraftContext";
import { useRoleWorld } from "../RoleWorldContext";

const ScopeForm = lazy(async () => ({ default: (await import("./ScopeForm")).ScopeForm }));

interface RowRuleProps {
  entity: Entity;
  action: RowAction;
  isFocused: boolean;
}

const [none, all] = ["none", "all"];
const scopeValue = (key: string) => `scope:${key}`;

export function RowRule({ entity, action, isFocused }: RowRuleProps) {
  const t = useText();
  const labelOf = useLabel();
  const { scopes, entities } = useRoleWorld();
  const { draft, change } = useDraft();
  const [edited, setEdited] = useState<NewScope | "new">();
  const made = draft.new_scopes ?? [];
  const fitting = [...made, ...scopes].filter(({ condition }) => fitsEntity(condition, entity, entities));
  const permission = findPermission(draft, entity.name, action);
  const chosen = [...made, ...scopes].find(({ key }) => key === permission?.scope);
  const chosenIsNew = made.find(({ key }) => key === chosen?.key);
  const value = permission ? (permission.scope === null ? all : scopeValue(permission.scope)) : none;

  const setScope = (scope: string | null) =>
    change((document) => {
      const allowed = findPermission(document, entity.name, action)
        ? document
        : allowCell(document, entity.name, action);
      const current = findPermission(allowed, entity.name, action);
      return current ? withPermission(allowed, { ...current, scope }) : allowed;
    });
  const handleChoice = (choice: string) => {
    setEdited(undefined);
    if (choice === none) change((document) => denyCell(document, entity.name, action));
    else setScope(choice === all ? null : choice.slice(scopeValue("").length));
  };
  const handleScope = (scope: NewScope) => {
    change((document) => ({
      ...document,
      new_scopes: [...(document.new_scopes ?? []).filter(({ key }) => key !== scope.key), scope],
    }));
    setScope(scope.key);
    setEdited(undefined);
  };

  return (
    <Flex vertical gap={8}>
      <Flex justify="space-between" align="center" gap={8} wrap>
        <Typography.Text strong>{t(`roles.cell.rowsOf.${action}`)}</Typography.Text>
        {edited === undefined && (
          <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setEdited("new")}>
            {t("roles.scope.new")}
          </Button>
        )}
      </Flex>
      <Select
        value={value}
        onChange={handleChoice}
        options={[
          { value: none, label: t("roles.cell.noRows") },
          { value: all, label: t("roles.cell.allRows") },
          ...(fitting.length > 0
            ? [
                {
                  label: t("roles.cell.onlyRows"),
                  options: fitting.map(({ key, label }) => ({
                    value: scopeValue(key),
                    label: labelOf(label),
                  })),
                },
              ]
            : []),
        ]}
        showSearch
        optionFilterProp="label"
        autoFocus={isFocused}
        aria-label={t(`roles.cell.rowsOf.${action}`)}
      />
      {chosen && edited === undefined && (
        <Flex gap={8} align="baseline">
          <Typography.Text type="secondary" style={{ flex: 1 }}>
            <ConditionText entity={entity} condition={chosen.condition} />
          </Typography.Text>
          {chosenIsNew && (
            <Button type="link" size="small" icon={<EditOutlined />} onClick={() => setEdited(chosenIsNew)}>
              {t("general.edit")}
            </Button>
          )}
        </Flex>
      )}
      {edited !== undefined && (
        <Suspense fallback={<Skeleton active />}>
          {" "}
          <ScopeForm
            entity={entity}
            scope={edited === "new" ? undefined : edited}
            takenKeys={[...made, ...scopes].map(({ key }) => key)}
            onDone={handleScope}
            onCancel={() => setEdited(undefined)}
          />
        </Suspense>
      )}
    </Flex>
  );
}
