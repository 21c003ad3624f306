/** What a filter row compares with: the input of the field's type, or a variable such as "me". */
import { FieldInput } from "../field-types/FieldInput";
import { currentMember } from "../field-types/person/currentMember";
import { useText } from "../i18n/useText";
import type { Field } from "../model/snapshot";
import type { FilterRow } from "./filterTree";

interface FilterValueProps {
  field: Field;
  row: FilterRow;
  isMultiple: boolean;
  onChange: (row: FilterRow) => void;
}

export function FilterValue({ field, row, isMultiple, onChange }: FilterValueProps) {
  const t = useText();
  const { variable: _variable, ...withoutVariable } = row;

  const handleChange = (value: unknown) => {
    const isMe = field.type === "person" && value === currentMember;
    onChange(
      isMe
        ? { ...withoutVariable, value: undefined, variable: currentMember }
        : { ...withoutVariable, value },
    );
  };

  return (
    <FieldInput
      field={field}
      value={row.variable ?? row.value}
      onChange={handleChange}
      isFilter
      isMultiple={isMultiple}
      aria-label={t("workspace.filter.value")}
    />
  );
}
