/** One input of a form with its label, marks and checks. */
import { LockOutlined } from "@ant-design/icons";
import { Form, Tooltip } from "antd";
import type { DataRecord } from "../data/record";
import { FieldInput } from "../field-types/FieldInput";
import { validateValue } from "../field-types/validateValue";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import type { LayoutField } from "../model/form";
import { isEmpty } from "../model/holds";
import type { Field } from "../model/snapshot";
import type { RuleEffects } from "./ruleEffects";

interface FormItemProps {
  field: Field;
  record: DataRecord | undefined;
  effects: RuleEffects;
  placed?: LayoutField;
}

export function FormItem({ field, record, effects, placed }: FormItemProps) {
  const t = useText();
  const label = useLabel();
  const isNew = record === undefined;
  const isDemanded = effects.required.has(field.name);
  const lock = effects.locked.get(field.name);

  const check = async (value: unknown) => {
    const reason =
      isDemanded && isEmpty(value) && !(isNew && field.hasDefault)
        ? "required"
        : validateValue(value, field, isNew);
    if (reason) throw new Error(t(`workspace.invalid.${reason}`, { max: field.options.max_length }));
  };

  return (
    <Form.Item
      name={field.name}
      label={
        lock ? (
          <Tooltip title={label(lock.label)}>
            <span>
              {label(field.label)} <LockOutlined aria-label={label(lock.label)} />
            </span>
          </Tooltip>
        ) : (
          label(field.label)
        )
      }
      tooltip={field.help && label(field.help)}
      extra={placed?.help && label(placed.help)}
      required={isDemanded || mustBeFilled(field, isNew)}
      rules={[{ validator: (_rule, value: unknown) => check(value) }]}
      validateTrigger={["onBlur", "onSubmit"]}
    >
      <FieldInput
        field={field}
        currentTitle={record?.titles[field.name]}
        currency={currencyOf(field, record)}
        disabled={lock !== undefined}
        placeholder={placed?.placeholder && label(placed.placeholder)}
      />
    </Form.Item>
  );
}

const neverMissing = ["checkbox", "tags", "multi_choice", "relations"];
const mustBeFilled = (field: Field, isNew: boolean) =>
  field.isRequired && !(isNew && field.hasDefault) && !neverMissing.includes(field.type);

function currencyOf(field: Field, record: DataRecord | undefined): string | undefined {
  const currency = record?.values[field.options.currency_field ?? ""];
  return typeof currency === "string" ? currency : undefined;
}
