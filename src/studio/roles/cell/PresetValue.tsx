/** What one field is filled with: a value, or "me", "today", "now". */
import { Flex, Select } from "antd";
import { FieldInput } from "../../../field-types/FieldInput";
import { useVariableText } from "../../../filter/useVariableText";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Preset } from "../../../model/roleDocument";
import type { Field } from "../../../model/snapshot";

interface PresetValueProps {
  field: Field;
  preset: Preset;
  onChange: (preset: Preset) => void;
}

const variables: Partial<Record<Field["type"], string>> = { person: "me", date: "today", datetime: "now" };
const fixed = "";

export function PresetValue({ field, preset, onChange }: PresetValueProps) {
  const t = useText();
  const labelOf = useLabel();
  const variableText = useVariableText();
  const variable = variables[field.type];
  const isVariable = "variable" in preset;
  return (
    <Flex gap={8} wrap>
      {variable !== undefined && (
        <Select
          value={isVariable ? preset.variable : fixed}
          onChange={(chosen) => onChange(chosen === fixed ? { value: null } : { variable: chosen })}
          options={[
            { value: variable, label: variableText(variable) },
            { value: fixed, label: t("workspace.filter.fixedValue") },
          ]}
          aria-label={t("roles.values.fillWith", { field: labelOf(field.label) })}
          style={{ flex: "1 1 130px" }}
        />
      )}
      {!isVariable && (
        <div style={{ flex: "2 1 150px", minWidth: 0 }}>
          <FieldInput
            field={field}
            value={preset.value}
            onChange={(value) => onChange({ value })}
            aria-label={t("roles.values.valueOf", { field: labelOf(field.label) })}
          />
        </div>
      )}
    </Flex>
  );
}
