/** One comparison: field, operator, value. A field that is gone stays, greyed, until it is removed. */
import { Flex, Select, Tag } from "antd";
import { lazy, Suspense, useContext } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { isUnary, type Operator } from "../model/condition";
import type { Entity } from "../model/snapshot";
import { FilterValue } from "./FilterValue";
import { FilterWorldContext } from "./FilterWorldContext";
import { fieldAtPath } from "./fieldAtPath";
import { filterableFields, operatorsOf, scopeOperatorsOf } from "./filterableFields";
import type { FilterRow } from "./filterTree";
import { firstRow } from "./firstRow";
import { useOperatorText } from "./useOperatorText";

interface FilterRowEditorProps {
  entity: Entity;
  row: FilterRow;
  onChange: (row: FilterRow) => void;
}

const takesMany: readonly Operator[] = ["in", "nin", "overlaps"];

const FieldPathSelect = lazy(async () => ({ default: (await import("./FieldPathSelect")).FieldPathSelect }));

export function FilterRowEditor({ entity, row, onChange }: FilterRowEditorProps) {
  const t = useText();
  const label = useLabel();
  const operatorText = useOperatorText();
  const { entities } = useContext(FilterWorldContext);
  const isScope = entities.length > 0;
  const fieldOf = (path: string) => {
    const field = fieldAtPath(path, entity, isScope ? entities : []);
    return field?.canRead ? field : undefined;
  };
  const field = fieldOf(row.field);
  if (!field)
    return <Tag style={{ flex: 1 }}>{t("workspace.filter.unknownField", { field: row.field })}</Tag>;

  const handleField = (path: string) => {
    const next = fieldOf(path);
    if (next) onChange({ ...firstRow(next, row.key), field: path });
  };
  const handleOperator = (op: Operator) => {
    const keepsValue = takesMany.includes(op) === takesMany.includes(row.op);
    onChange(keepsValue ? { ...row, op } : { kind: "row", key: row.key, field: row.field, op });
  };
  const operators = isScope ? scopeOperatorsOf(field) : operatorsOf(field);

  return (
    <Flex gap={8} wrap>
      {isScope ? (
        <Suspense>
          <FieldPathSelect entity={entity} value={row.field} onChange={handleField} />
        </Suspense>
      ) : (
        <Select
          value={row.field}
          onChange={handleField}
          options={filterableFields(entity).map(({ name, label: text }) => ({
            value: name,
            label: label(text),
          }))}
          showSearch
          optionFilterProp="label"
          aria-label={t("workspace.filter.field")}
          popupMatchSelectWidth={220}
          style={{ flex: "1 1 120px" }}
        />
      )}
      <Select
        value={row.op}
        onChange={handleOperator}
        options={operators.map((op) => ({ value: op, label: operatorText(op, field.type) }))}
        aria-label={t("workspace.filter.operator")}
        popupMatchSelectWidth={false}
        style={{ flex: "1 1 96px" }}
      />
      {!isUnary(row.op) && (
        <div style={{ flex: "2 1 150px", minWidth: 0 }}>
          <FilterValue field={field} row={row} isMultiple={takesMany.includes(row.op)} onChange={onChange} />
        </div>
      )}
    </Flex>
  );
}
