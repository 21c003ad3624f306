/** The field for a column of a file: one of the entity, none, or a new one. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Divider, Select } from "antd";
import { useState } from "react";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";

interface FieldSelectProps {
  label: string;
  fields: readonly Field[];
  /** "" means: skip this column. */
  value: string;
  /** Fields that have a column already. */
  taken: readonly string[];
  onChange: (name: string) => void;
  onCreate: (() => void) | undefined;
}

export function FieldSelect({ label, fields, value, taken, onChange, onCreate }: FieldSelectProps) {
  const t = useText();
  const labelOf = useLabel();
  const [isOpen, setIsOpen] = useState(false);
  const create = () => {
    setIsOpen(false);
    onCreate?.();
  };
  return (
    <Select
      aria-label={label}
      showSearch
      optionFilterProp="label"
      value={value}
      open={isOpen}
      onOpenChange={setIsOpen}
      onChange={onChange}
      style={{ width: "100%" }}
      options={[
        { value: "", label: t("import.skip") },
        ...fields.map((field) => ({
          value: field.name,
          label: labelOf(field.label),
          disabled: field.name !== value && taken.includes(field.name),
        })),
      ]}
      popupRender={(list) => (
        <>
          {list}
          {onCreate && (
            <>
              <Divider style={{ margin: "4px 0" }} />
              <Button
                type="text"
                block
                icon={<PlusOutlined />}
                onClick={create}
                style={{ textAlign: "left" }}
              >
                {t("import.createField")}
              </Button>
            </>
          )}
        </>
      )}
    />
  );
}
