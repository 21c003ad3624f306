/** What is counted or added, and over which records below. */
import { Flex, Form, Select, Typography } from "antd";
import { useSnapshot } from "../data/useSnapshot";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Field, FieldTypeName, Rollup } from "../model/snapshot";
import { rollupOps } from "../model/snapshot";
import { proposedName } from "./proposedName";
import type { TypeOptionsProps } from "./TypeOptionsProps";

const numbers: readonly FieldTypeName[] = [
  "integer",
  "decimal",
  "money",
  "percent",
  "duration",
  "rating",
  "progress",
];

const canRollUp = (field: Field, op: Rollup["op"]) =>
  field.canRead &&
  !field.isHidden &&
  !field.options.lookup &&
  field.options.currency_field === undefined &&
  (numbers.includes(field.type) ||
    ((op === "min" || op === "max") && (field.type === "date" || field.type === "datetime")));

export function RollupOptions({ draft, onChange, entity: name }: TypeOptionsProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const entities = snapshot?.entities ?? [];
  const { rollup } = draft;
  const op = rollup.op ?? "count";
  const children = (entities.find((entity) => entity.name === name)?.children ?? []).flatMap((way) => {
    const child = entities.find((entity) => entity.name === way.entity);
    const by = child?.fields.find((field) => field.name === way.field);
    return child && by ? [{ child, by, key: `${way.entity}.${way.field}` }] : [];
  });
  const chosen = children.find(({ key }) => key === `${rollup.entity ?? ""}.${rollup.by ?? ""}`);
  const sources = chosen?.child.fields.filter((field) => canRollUp(field, op)) ?? [];

  const change = (next: Partial<Rollup>) => {
    const { child } = children.find(({ key }) => key === `${next.entity ?? ""}.${next.by ?? ""}`) ?? {};
    const source = child?.fields.find((field) => field.name === next.field);
    onChange({ rollup: next, ...proposedName(draft, (source ?? child)?.label) });
  };

  if (children.length === 0) {
    return <Typography.Paragraph type="warning">{t("types.noChildren")}</Typography.Paragraph>;
  }
  return (
    <Form.Item label={t("types.rollup")} extra={t("types.rollupHelp")}>
      <Flex vertical gap={6}>
        <Select
          value={chosen?.key}
          onChange={(key: string) => {
            const [entity, by] = key.split(".");
            change({ op, ...(entity !== undefined && { entity }), ...(by !== undefined && { by }) });
          }}
          options={children.map(({ child, by, key }) => ({
            value: key,
            label: `${labelOf(child.label)} · ${labelOf(by.label)}`,
          }))}
          placeholder={t("types.rollupRecords")}
          aria-label={t("types.rollupRecords")}
        />
        <Select<Rollup["op"]>
          value={op}
          onChange={(next) => {
            const { field: _field, ...rest } = rollup;
            change({ ...rest, op: next });
          }}
          options={rollupOps.map((value) => ({ value, label: t(`types.rollupOp.${value}`) }))}
          aria-label={t("types.rollup")}
        />
        {op !== "count" && (
          <Select
            value={rollup.field}
            onChange={(field: string) => change({ ...rollup, op, field })}
            options={sources.map((field) => ({ value: field.name, label: labelOf(field.label) }))}
            disabled={!chosen}
            placeholder={t("types.rollupField")}
            aria-label={t("types.rollupField")}
          />
        )}
      </Flex>
    </Form.Item>
  );
}
