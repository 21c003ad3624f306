/** One comparison: field, operator, value. A field that is gone stays, greyed, until it is removed. */
import { Flex, Select, Tag } from "antd";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { Operator } from "../model/condition";
import type { Entity } from "../model/snapshot";
import { FilterValue } from "./FilterValue";
import { filterableFields, operatorsOf } from "./filterableFields";
import type { FilterRow } from "./filterTree";
import { firstRow } from "./firstRow";
import { useOperatorText } from "./useOperatorText";

interface FilterRowEditorProps {
  entity: Entity;
  row: FilterRow;
  onChange: (row: FilterRow) => void;
}

const takesMany: readonly Operator[] = ["in", "nin", "overlaps"];

export function FilterRowEditor({ entity, row, onChange }: FilterRowEditorProps) {
  const t = useText();
  const label = useLabel();
  const operatorText = useOperatorText();
  const fields = filterableFields(entity);
  const field = fields.find((candidate) => candidate.name === row.field);
  if (!field)
    return <Tag style={{ flex: 1 }}>{t("workspace.filter.unknownField", { field: row.field })}</Tag>;

  const handleField = (name: string) => {
    const next = fields.find((candidate) => candidate.name === name);
    if (next) onChange(firstRow(next, row.key));
  };
  const handleOperator = (op: Operator) => {
    const keepsValue = takesMany.includes(op) === takesMany.includes(row.op);
    onChange(keepsValue ? { ...row, op } : { kind: "row", key: row.key, field: row.field, op });
  };

  return (
    <Flex gap={8} wrap>
      <Select
        value={row.field}
        onChange={handleField}
        options={fields.map((candidate) => ({ value: candidate.name, label: label(candidate.label) }))}
        showSearch
        optionFilterProp="label"
        aria-label={t("workspace.filter.field")}
        popupMatchSelectWidth={220}
        style={{ flex: "1 1 120px" }}
      />
      <Select
        value={row.op}
        onChange={handleOperator}
        options={operatorsOf(field).map((op) => ({ value: op, label: operatorText(op, field.type) }))}
        aria-label={t("workspace.filter.operator")}
        popupMatchSelectWidth={false}
        style={{ flex: "1 1 96px" }}
      />
      {row.op !== "is_empty" && row.op !== "is_not_empty" && (
        <div style={{ flex: "2 1 150px", minWidth: 0 }}>
          <FilterValue field={field} row={row} isMultiple={takesMany.includes(row.op)} onChange={onChange} />
        </div>
      )}
    </Flex>
  );
}
