/** The inputs of a form, side by side where there is room. */
import { Col, Form, Row } from "antd";
import type { DataRecord } from "../../data/record";
import { FieldInput } from "../../field-types/FieldInput";
import { validateValue } from "../../field-types/validateValue";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Field } from "../../model/snapshot";

interface FormFieldsProps {
  fields: Field[];
  record: DataRecord | undefined;
  isNarrow: boolean;
}

export function FormFields({ fields, record, isNarrow }: FormFieldsProps) {
  const t = useText();
  const label = useLabel();
  const isNew = record === undefined;

  const check = async (field: Field, value: unknown) => {
    const reason = validateValue(value, field, isNew);
    if (reason) throw new Error(t(`workspace.invalid.${reason}`, { max: field.options.max_length }));
  };

  return (
    <Row gutter={16}>
      {fields.map((field) => (
        <Col
          key={field.name}
          xs={24}
          sm={isWide(field) ? 24 : 12}
          lg={isWide(field) ? 24 : isNarrow ? 12 : 8}
        >
          <Form.Item
            name={field.name}
            label={label(field.label)}
            tooltip={field.help && label(field.help)}
            required={mustBeFilled(field, isNew)}
            rules={[{ validator: (_rule, value: unknown) => check(field, value) }]}
            validateTrigger={["onBlur", "onSubmit"]}
          >
            <FieldInput
              field={field}
              currentTitle={record?.titles[field.name]}
              currency={currencyOf(field, record)}
            />
          </Form.Item>
        </Col>
      ))}
    </Row>
  );
}

const neverMissing = ["checkbox", "tags", "multi_choice"];
const mustBeFilled = (field: Field, isNew: boolean) =>
  field.isRequired && !(isNew && field.hasDefault) && !neverMissing.includes(field.type);

const wideTypes = ["long_text", "rich_text", "json", "tags", "multi_choice", "file", "image"];
const isWide = (field: Field) => wideTypes.includes(field.type);

function currencyOf(field: Field, record: DataRecord | undefined): string | undefined {
  const currency = record?.values[field.options.currency_field ?? ""];
  return typeof currency === "string" ? currency : undefined;
}
