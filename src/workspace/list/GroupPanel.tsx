/** The field that rows are grouped by, and the totals of groups and of the whole list. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Flex, Select, Typography } from "antd";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { columnChoices, groupableTypes } from "../../model/listColumns";
import type { Entity, Field, FieldTypeName } from "../../model/snapshot";
import { type AggregateOp, aggregateOps } from "../../model/view";
import type { ListState } from "./listState";
import type { ChangeListState } from "./useListState";

interface GroupPanelProps {
  entity: Entity;
  state: ListState;
  change: ChangeListState;
}

const added: readonly FieldTypeName[] = ["integer", "decimal", "money", "percent", "duration"];
const ordered: readonly FieldTypeName[] = [...added, "date", "datetime"];

const opsOf = (field: Field | undefined): AggregateOp[] =>
  aggregateOps.filter((op) => {
    if (op === "sum" || op === "avg") return field && added.includes(field.type);
    return op === "filled" || op === "unique" || (field && ordered.includes(field.type));
  });

export function GroupPanel({ entity, state, change }: GroupPanelProps) {
  const t = useText();
  const label = useLabel();
  const fields = columnChoices(entity).filter(({ type }) => type !== "json");
  const { aggregates } = state;
  const optionsOf = (offered: Field[]) =>
    offered.map((field) => ({ value: field.name, label: label(field.label) }));
  const replace = (index: number, replacement: ListState["aggregates"]) =>
    change({ aggregates: [...aggregates.slice(0, index), ...replacement, ...aggregates.slice(index + 1)] });
  const summable =
    fields.find(({ type }) => type === "money") ?? fields.find(({ type }) => added.includes(type));

  return (
    <Flex vertical gap={8} style={{ width: "min(380px, calc(100vw - 64px))" }}>
      <Typography.Text type="secondary">{t("views.groupBy")}</Typography.Text>
      <Select
        value={state.group ?? ""}
        onChange={(group) => change({ group: group || undefined })}
        options={[
          { value: "", label: t("views.noGroup") },
          ...optionsOf(
            fields.filter(
              ({ type }) => groupableTypes.includes(type) || (state.type === "chart" && type === "datetime"),
            ),
          ),
        ]}
        showSearch
        optionFilterProp="label"
        aria-label={t("views.groupBy")}
      />
      <Typography.Text type="secondary">{t("views.totals")}</Typography.Text>
      {aggregates.map((aggregate, index) => (
        <Flex key={`${aggregate.field}:${aggregate.op}`} gap={8}>
          <Select
            value={aggregate.field}
            onChange={(name) => {
              const ops = opsOf(fields.find((field) => field.name === name));
              replace(index, [
                { field: name, op: ops.includes(aggregate.op) ? aggregate.op : (ops[0] ?? "filled") },
              ]);
            }}
            options={optionsOf(fields)}
            showSearch
            optionFilterProp="label"
            aria-label={t("views.totalOf")}
            style={{ flex: 1, minWidth: 0 }}
          />
          <Select
            value={aggregate.op}
            onChange={(op) => replace(index, [{ ...aggregate, op }])}
            options={opsOf(fields.find(({ name }) => name === aggregate.field)).map((op) => ({
              value: op,
              label: t(`views.aggregate.${op}`),
            }))}
            aria-label={t("views.totalHow")}
            style={{ flex: 1, minWidth: 0 }}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("views.removeTotal")}
            onClick={() => replace(index, [])}
          />
        </Flex>
      ))}
      <Button
        type="text"
        size="small"
        icon={<PlusOutlined />}
        style={{ alignSelf: "flex-start" }}
        disabled={fields.length === 0}
        onClick={() =>
          replace(aggregates.length, [
            summable && !aggregates.some(({ field }) => field === summable.name)
              ? { field: summable.name, op: "sum" }
              : { field: fields[0]?.name ?? "", op: "filled" },
          ])
        }
      >
        {t("views.addTotal")}
      </Button>
    </Flex>
  );
}
