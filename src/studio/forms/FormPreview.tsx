/** The form as it will be: what is typed here goes nowhere, but the rules follow it. */
import { Card, Form, theme, Typography } from "antd";
import { useState } from "react";
import { FormFields } from "../../form-layout/FormFields";
import { ruleEffects } from "../../form-layout/ruleEffects";
import { useCircumstances } from "../../form-layout/useCircumstances";
import { useText } from "../../i18n/useText";
import type { FormLayout, FormRule } from "../../model/form";
import type { Entity } from "../../model/snapshot";

interface FormPreviewProps {
  entity: Entity;
  layout: FormLayout | undefined;
  rules: FormRule[];
}

type Values = Record<string, unknown>;

export function FormPreview({ entity, layout, rules }: FormPreviewProps) {
  const t = useText();
  const { token } = theme.useToken();
  const [form] = Form.useForm<Values>();
  const [values, setValues] = useState<Values>({});
  const at = useCircumstances();
  const active = rules.filter((rule) => rule.is_enabled);
  // A lock looks at what is stored; here all that is typed counts as stored.
  const effects = ruleEffects(active, { values, stored: values, at });
  const fields = entity.fields.filter((field) => !field.isHidden && field.canUpdate);

  const handleChange = (_: Values, all: Values) => {
    const known = { ...values, ...all };
    const { values: demanded } = ruleEffects(active, { values: known, stored: known, at });
    form.setFields(Object.entries(demanded).map(([name, value]) => ({ name, value })));
    setValues({ ...known, ...demanded });
  };

  return (
    <Card
      size="small"
      title={t("forms.preview")}
      style={{ position: "sticky", top: token.margin, background: token.colorBgContainer }}
      styles={{ body: { maxHeight: "calc(100vh - 220px)", overflowY: "auto" } }}
      extra={<Typography.Text type="secondary">{t("forms.previewHelp")}</Typography.Text>}
    >
      <Form<Values> form={form} layout="vertical" component={false} onValuesChange={handleChange}>
        <FormFields
          {...{ fields, layout, effects }}
          shown={[]}
          record={undefined}
          revealed={undefined}
          isNarrow
        />
      </Form>
    </Card>
  );
}
