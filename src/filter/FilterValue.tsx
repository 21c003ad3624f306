/** What a filter row compares with: the input of the field's type, or something that differs per member. */
import { Flex, Select } from "antd";
import { useContext } from "react";
import { FieldInput } from "../field-types/FieldInput";
import { currentMember } from "../field-types/person/currentMember";
import { useText } from "../i18n/useText";
import type { Field } from "../model/snapshot";
import { FilterWorldContext } from "./FilterWorldContext";
import type { FilterRow } from "./filterTree";
import { useVariableText } from "./useVariableText";
import { variableChoices } from "./variableChoices";

interface FilterValueProps {
  field: Field;
  row: FilterRow;
  isMultiple: boolean;
  onChange: (row: FilterRow) => void;
}

const fixed = "";

export function FilterValue({ field, row, isMultiple, onChange }: FilterValueProps) {
  const t = useText();
  const variableText = useVariableText();
  const variables = variableChoices(field, row.op, useContext(FilterWorldContext));
  const { variable, ...withoutVariable } = row;

  const handleChange = (value: unknown) => {
    const isMe = field.type === "person" && value === currentMember;
    onChange(
      isMe
        ? { ...withoutVariable, value: undefined, variable: currentMember }
        : { ...withoutVariable, value },
    );
  };
  const handleVariable = (chosen: string) =>
    onChange(chosen === fixed ? withoutVariable : { ...withoutVariable, value: undefined, variable: chosen });

  const isVariable = variable !== undefined && variables.includes(variable);
  const fixedText = t(field.relation ? "workspace.filter.fixedRecords" : "workspace.filter.fixedValue");
  return (
    <Flex gap={8} wrap>
      {variables.length > 0 && (
        <Select
          value={isVariable ? variable : fixed}
          onChange={handleVariable}
          options={[
            { value: fixed, label: fixedText },
            ...variables.map((key) => ({ value: key, label: variableText(key) })),
          ]}
          aria-label={t("workspace.filter.compareWith")}
          popupMatchSelectWidth={false}
          style={{ flex: "1 1 130px" }}
        />
      )}
      {!isVariable && (
        <div style={{ flex: "2 1 150px", minWidth: 0 }}>
          <FieldInput
            field={field}
            value={variable ?? row.value}
            onChange={handleChange}
            isFilter
            isMultiple={isMultiple}
            aria-label={t("workspace.filter.value")}
          />
        </div>
      )}
    </Flex>
  );
}
