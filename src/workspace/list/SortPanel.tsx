/** The sorts of a list, most important first. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Segmented, Select, Typography } from "antd";
import { fieldTypes } from "../../field-types/fieldTypes";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity, Sort } from "../../model/snapshot";
import { columnChoices } from "../../model/listColumns";

interface SortPanelProps {
  entity: Entity;
  sort: Sort[];
  onChange: (sort: Sort[]) => void;
}

export function SortPanel({ entity, sort, onChange }: SortPanelProps) {
  const t = useText();
  const label = useLabel();
  const sortable = columnChoices(entity).filter((field) => fieldTypes[field.type].isSortable);
  const unused = sortable.find((field) => !sort.some((used) => used.field === field.name));

  const replace = (index: number, replacement: Sort[]) =>
    onChange([...sort.slice(0, index), ...replacement, ...sort.slice(index + 1)]);

  return (
    <Flex vertical gap={8} style={{ minWidth: "min(420px, calc(100vw - 64px))" }}>
      {sort.length === 0 && <Typography.Text type="secondary">{t("workspace.sort.none")}</Typography.Text>}
      {sort.map((part, index) => (
        <Flex key={part.field} gap={8}>
          <Select
            value={part.field}
            onChange={(field) => replace(index, [{ ...part, field }])}
            options={sortable
              .filter((field) => field.name === part.field || !sort.some((used) => used.field === field.name))
              .map((field) => ({ value: field.name, label: label(field.label) }))}
            showSearch
            optionFilterProp="label"
            aria-label={t("workspace.filter.field")}
            style={{ flex: 1, minWidth: 0 }}
          />
          <Segmented
            value={part.descending ? "down" : "up"}
            onChange={(direction) => replace(index, [{ ...part, descending: direction === "down" }])}
            options={[
              { value: "up", label: t("workspace.sort.ascending") },
              { value: "down", label: t("workspace.sort.descending") },
            ]}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("workspace.sort.remove")}
            onClick={() => replace(index, [])}
          />
        </Flex>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        disabled={!unused}
        onClick={() => unused && onChange([...sort, { field: unused.name, descending: false }])}
        style={{ alignSelf: "flex-start" }}
      >
        {t("workspace.sort.add")}
      </Button>
    </Flex>
  );
}
