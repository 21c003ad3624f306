/** The rows and nested groups of one filter group. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Tag, theme } from "antd";
import { useText } from "../i18n/useText";
import type { Entity } from "../model/snapshot";
import { useIsPhone } from "../ui/useIsPhone";
import { FilterJoint } from "./FilterJoint";
import { FilterRowEditor } from "./FilterRowEditor";
import { firstFilterField } from "./filterableFields";
import { emptyGroup, type FilterGroup, type FilterItem, replaceItem } from "./filterTree";
import { firstRow } from "./firstRow";

interface FilterGroupEditorProps {
  entity: Entity;
  group: FilterGroup;
  depth: number;
  onChange: (group: FilterGroup) => void;
}

const deepestGroup = 2;

export function FilterGroupEditor({ entity, group, depth, onChange }: FilterGroupEditorProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const { token } = theme.useToken();
  const firstField = firstFilterField(entity);

  const replace = (item: FilterItem, replacement: FilterItem | undefined) =>
    onChange(replaceItem(group, item.key, replacement));
  const add = (item: FilterItem) => onChange({ ...group, items: [...group.items, item] });

  const box = depth > 0 && {
    padding: token.paddingXS,
    background: token.colorFillQuaternary,
    borderRadius: token.borderRadius,
  };

  return (
    <Flex vertical gap={8} style={{ flex: 1, minWidth: 0, ...box }}>
      {group.items.map((item, index) => (
        <Flex key={item.key} gap={8} align="flex-start" wrap={isPhone}>
          <FilterJoint
            index={index}
            match={group.match}
            onChange={(match) => onChange({ ...group, match })}
          />
          <div style={isPhone ? belowJoint : besideJoint}>
            {item.kind === "row" && (
              <FilterRowEditor entity={entity} row={item} onChange={(row) => replace(item, row)} />
            )}
            {item.kind === "group" && (
              <FilterGroupEditor
                entity={entity}
                group={item}
                depth={depth + 1}
                onChange={(changed) => replace(item, changed)}
              />
            )}
            {item.kind === "other" && <Tag>{t("workspace.filter.other")}</Tag>}
          </div>
          <Button
            type="text"
            icon={<DeleteOutlined />}
            style={{ marginInlineStart: "auto" }}
            aria-label={t("workspace.filter.remove")}
            onClick={() => replace(item, undefined)}
          />
        </Flex>
      ))}
      <Flex gap={8}>
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          disabled={!firstField}
          onClick={() => firstField && add(firstRow(firstField))}
        >
          {t("workspace.filter.add")}
        </Button>
        {depth < deepestGroup && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            disabled={!firstField}
            onClick={() => firstField && add({ ...emptyGroup(), items: [firstRow(firstField)] })}
          >
            {t("workspace.filter.addGroup")}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}

const besideJoint = { flex: 1, minWidth: 0 };
const belowJoint = { order: 1, flex: "1 1 100%", minWidth: 0 };
