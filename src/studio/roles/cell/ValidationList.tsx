/** Checks that must hold when the role saves, each with the sentence that is shown when it does not. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Flex, Form, Select, Typography } from "antd";
import { FilterBuilder } from "../../../filter/FilterBuilder";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { ValidationRule } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { emptyLabel } from "../../completeLabel";
import { LabelInput } from "../../LabelInput";

interface ValidationListProps {
  entity: Entity;
  rules: readonly ValidationRule[];
  onChange: (rules: ValidationRule[]) => void;
}

const firstRule: ValidationRule = { condition: { all: [] }, field: null, message: emptyLabel };

export function ValidationList({ entity, rules, onChange }: ValidationListProps) {
  const t = useText();
  const labelOf = useLabel();
  const replace = (index: number, changes: Partial<ValidationRule>) =>
    onChange(rules.map((rule, at) => (at === index ? { ...rule, ...changes } : rule)));

  return (
    <Flex vertical gap={8}>
      <div>
        <Typography.Text strong>{t("roles.values.checks")}</Typography.Text>
        <br />
        <Typography.Text type="secondary">{t("roles.values.checksHelp")}</Typography.Text>
      </div>
      {rules.map((rule, index) => (
        <Card
          key={index}
          size="small"
          title={t("roles.values.check", { number: index + 1 })}
          extra={
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t("roles.values.removeCheck", { number: index + 1 })}
              onClick={() => onChange(rules.filter((_, at) => at !== index))}
            />
          }
        >
          <Form layout="vertical" component="div">
            <Form.Item label={t("roles.values.mustHold")}>
              <FilterBuilder
                entity={entity}
                condition={rule.condition}
                onChange={(condition) => replace(index, { condition: condition ?? { all: [] } })}
                isFluid
              />
            </Form.Item>
            <Form.Item label={t("roles.values.message")}>
              <LabelInput
                value={rule.message}
                onChange={(message) => replace(index, { message })}
                name={t("roles.values.message")}
                maxLength={200}
              />
            </Form.Item>
            <Form.Item label={t("roles.values.place")} style={{ marginBottom: 0 }}>
              <Select
                value={rule.field ?? ""}
                onChange={(field) => replace(index, { field: field === "" ? null : field })}
                options={[
                  { value: "", label: t("roles.values.wholeForm") },
                  ...entity.fields.map(({ name, label }) => ({ value: name, label: labelOf(label) })),
                ]}
                showSearch
                optionFilterProp="label"
                aria-label={t("roles.values.place")}
              />
            </Form.Item>
          </Form>
        </Card>
      ))}
      <div>
        <Button icon={<PlusOutlined />} onClick={() => onChange([...rules, firstRule])}>
          {t("roles.values.addCheck")}
        </Button>
      </div>
    </Flex>
  );
}
