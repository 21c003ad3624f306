/** Writes a formula: names of fields in braces are put in by choosing them. */
import { Flex, Input, Select } from "antd";
import type { StudioFieldRow } from "../data/config/fieldsPage";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { formulaTypes } from "./formulaTypes";

interface FormulaInputProps {
  value: string;
  onChange: (formula: string) => void;
  fields: readonly StudioFieldRow[];
}

export function FormulaInput({ value, onChange, fields }: FormulaInputProps) {
  const t = useText();
  const labelOf = useLabel();
  const sources = fields.filter(({ type, isGenerated }) => !isGenerated && formulaTypes.includes(type));
  return (
    <Flex vertical gap={6}>
      <Input.TextArea
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoSize={{ minRows: 1, maxRows: 4 }}
        placeholder="{price} * 1.2"
        aria-label={t("fields.formula")}
        maxLength={1000}
      />
      <Select
        value={null}
        onChange={(name: string | null) => onChange(`${value}{${name ?? ""}}`)}
        options={sources.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
        placeholder={t("fields.insertField")}
        aria-label={t("fields.insertField")}
        showSearch
        optionFilterProp="label"
      />
    </Flex>
  );
}
