/** Which fields may be seen, filled in, edited and exported; the head of a column ticks all. */
import { SearchOutlined } from "@ant-design/icons";
import { Checkbox, Flex, Input, Table, type TableColumnsType, Tag, Typography } from "antd";
import { useState } from "react";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { findPermission } from "../../../model/permissions";
import { type FieldAction, fieldActions } from "../../../model/roleDocument";
import type { Entity, Field } from "../../../model/snapshot";
import { useIsPhone } from "../../../ui/useIsPhone";
import { useDraft } from "../RoleDraftContext";
import { canTick, isTicked, tickAll, tickField } from "./fieldTicks";

const manyFields = 12;

export function FieldsTab({ entity }: { entity: Entity }) {
  const t = useText();
  const labelOf = useLabel();
  const isPhone = useIsPhone();
  const { draft, change } = useDraft();
  const [search, setSearch] = useState("");
  const text = search.trim().toLowerCase();
  const fields = entity.fields.filter(({ name, label }) =>
    [name, label.en, label["zh-CN"]].some((word) => word.toLowerCase().includes(text)),
  );

  const columnHead = (action: FieldAction) => {
    const possible = entity.fields.filter((field) => canTick(field, action));
    const ticked = possible.filter((field) => isTicked(draft, entity, { action, field }));
    const isAll = findPermission(draft, entity.name, action)?.fields === null;
    return (
      <Checkbox
        checked={isAll || (ticked.length > 0 && ticked.length === possible.length)}
        indeterminate={ticked.length > 0 && ticked.length < possible.length}
        onChange={({ target }) =>
          change((document) => tickAll(document, entity, { action, on: target.checked }))
        }
        aria-label={t("roles.cell.allFieldsOf", { action: t(`roles.fieldActions.${action}`) })}
      >
        {t(`roles.fieldActions.${action}`)}
      </Checkbox>
    );
  };
  const columns: TableColumnsType<Field> = [
    {
      key: "field",
      title: t("roles.cell.field"),
      fixed: "left",
      render: (_, field) => (
        <Flex gap={6} align="center" wrap>
          {labelOf(field.label)}
          {!canTick(field, "update") && <Tag bordered={false}>{t("roles.cell.automatic")}</Tag>}
        </Flex>
      ),
    },
    ...fieldActions.map((action) => ({
      key: action,
      title: columnHead(action),
      width: isPhone ? undefined : 124,
      render: (_: unknown, field: Field) =>
        canTick(field, action) && (
          <Checkbox
            checked={isTicked(draft, entity, { action, field })}
            onChange={({ target }) =>
              change((document) => tickField(document, entity, { action, field, on: target.checked }))
            }
            aria-label={`${labelOf(field.label)}: ${t(`roles.fieldActions.${action}`)}`}
          />
        ),
    })),
  ];
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">{t("roles.cell.fieldsHelp")}</Typography.Text>
      {entity.fields.length > manyFields && (
        <Input
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          prefix={<SearchOutlined />}
          placeholder={t("workspace.fields.find")}
          aria-label={t("workspace.fields.find")}
          allowClear
        />
      )}
      <Table
        size="small"
        rowKey="name"
        columns={columns}
        dataSource={fields}
        pagination={false}
        {...(isPhone && { scroll: { x: "max-content" } })}
      />
    </Flex>
  );
}
