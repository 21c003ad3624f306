/** The inputs of a form as its layout says, else side by side where there is room. */
import { Col, Form, Row } from "antd";
import type { DataRecord } from "../data/record";
import { FieldDisplay } from "../field-types/FieldDisplay";
import { drawnTabs } from "./drawnTabs";
import { FormItem } from "./FormItem";
import { FormTabs } from "./FormTabs";
import type { RuleEffects } from "./ruleEffects";
import { useLabel } from "../i18n/useLabel";
import type { FormLayout } from "../model/form";
import type { Field } from "../model/snapshot";

interface FormFieldsProps {
  fields: Field[];
  /** Shown in their place, not to be typed in. */
  shown: Field[];
  layout: FormLayout | null | undefined;
  effects: RuleEffects;
  revealed: { name: string } | undefined;
  record: DataRecord | undefined;
  isNarrow: boolean;
}

export function FormFields({ fields, shown, layout, effects, record, revealed, isNarrow }: FormFieldsProps) {
  const label = useLabel();
  const visible = fields.filter(({ name }) => !effects.hidden.has(name));
  if (layout) {
    const texts = shown.filter(({ name }) => !effects.hidden.has(name));
    return (
      <FormTabs tabs={drawnTabs(layout, [...visible, ...texts])} revealed={revealed} isNarrow={isNarrow}>
        {({ field, placed }) =>
          texts.includes(field) && record ? (
            <Form.Item label={label(field.label)} extra={placed.help && label(placed.help)}>
              <FieldDisplay field={field} record={record} />
            </Form.Item>
          ) : (
            <FormItem {...{ field, record, effects, placed }} />
          )
        }
      </FormTabs>
    );
  }
  return (
    <Row gutter={16}>
      {visible.map((field) => (
        <Col
          key={field.name}
          xs={24}
          sm={isWide(field) ? 24 : 12}
          lg={isWide(field) ? 24 : isNarrow ? 12 : 8}
        >
          <FormItem {...{ field, record, effects }} />
        </Col>
      ))}
    </Row>
  );
}

const wideTypes = ["long_text", "rich_text", "json", "tags", "multi_choice", "relations", "file", "image"];
const isWide = (field: Field) => wideTypes.includes(field.type);
