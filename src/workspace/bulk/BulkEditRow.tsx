/** One field of a bulk edit: leave it, change it to a value, or clear it. */
import { Flex, Select, Typography } from "antd";
import { FieldInput } from "../../field-types/FieldInput";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";
import { useIsPhone } from "../../ui/useIsPhone";
import type { BulkChange } from "./BulkChange";

interface BulkEditRowProps {
  field: Field;
  change: BulkChange;
  /** Why the value cannot be written. */
  problem: string | undefined;
  isDisabled: boolean;
  onChange: (change: BulkChange) => void;
}

export function BulkEditRow({ field, change, problem, isDisabled, onChange }: BulkEditRowProps) {
  const t = useText();
  const label = useLabel()(field.label);
  const isPhone = useIsPhone();
  const isClearable = !field.isRequired;
  return (
    <Flex gap={8} vertical={isPhone} align={isPhone ? "stretch" : "start"} style={{ paddingBlock: 4 }}>
      <Typography.Text style={{ flex: "0 0 180px", paddingTop: 5 }} ellipsis title={label}>
        {label}
      </Typography.Text>
      <Select
        aria-label={t("bulk.edit.what", { field: label })}
        value={change.mode}
        disabled={isDisabled}
        onChange={(mode) => onChange({ ...change, mode })}
        options={[
          { value: "keep", label: t("bulk.edit.keep") },
          { value: "set", label: t("bulk.edit.set") },
          ...(isClearable ? [{ value: "clear", label: t("bulk.edit.clear") } as const] : []),
        ]}
        style={{ flex: "0 0 150px" }}
      />
      <div style={{ flex: 1, minWidth: 0 }}>
        {change.mode === "set" && (
          <>
            <FieldInput
              field={field}
              value={change.value}
              onChange={(value) => onChange({ ...change, value })}
              disabled={isDisabled}
              aria-label={label}
            />
            {problem !== undefined && (
              <Typography.Text type="danger" role="alert">
                {problem}
              </Typography.Text>
            )}
          </>
        )}
      </div>
    </Flex>
  );
}
