/** Who wants to do what to which record. */
import { Flex, Form, Select } from "antd";
import type { RecordId } from "../../../data/record";
import { useSnapshot } from "../../../data/useSnapshot";
import { type ExplainedAction, explainedActions } from "../../../explanation/question";
import { FieldInput } from "../../../field-types/FieldInput";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity, Field } from "../../../model/snapshot";
import { useRoleWorld } from "../RoleWorldContext";

export interface WhyQuestion {
  member: string | undefined;
  entity: string | undefined;
  action: ExplainedAction;
  record: RecordId | undefined;
  field: string | undefined;
}

interface WhyFormProps {
  question: WhyQuestion;
  onChange: (question: WhyQuestion) => void;
}

const item = { layout: "vertical", style: { marginBottom: 0, flex: "1 1 180px", minWidth: 0 } } as const;

/** The input of a relation finds records by title. */
const recordField = ({ name, label }: Entity): Field => ({
  id: name,
  name,
  label,
  type: "relation",
  options: {},
  isRequired: false,
  isUnique: false,
  isHidden: false,
  hasDefault: false,
  isGenerated: false,
  isReadOnly: false,
  relation: { entity: name, constraint: "" },
  canRead: true,
  canCreate: false,
  canUpdate: false,
  position: 0,
});

export function WhyForm({ question, onChange }: WhyFormProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { role, entities } = useRoleWorld();
  const entity = entities.find(({ name }) => name === question.entity);
  const holders = role.members.map(({ id }) => id);
  const people = [...(snapshot?.people ?? [])].sort(
    (a, b) => Number(holders.includes(b.id)) - Number(holders.includes(a.id)),
  );
  const set = (changes: Partial<WhyQuestion>) => onChange({ ...question, ...changes });

  return (
    <Form component="div">
      <Flex gap={12} wrap>
        <Form.Item label={t("roles.why.member")} {...item}>
          <Select
            value={question.member}
            onChange={(member: string) => set({ member })}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch
            optionFilterProp="label"
            aria-label={t("roles.why.member")}
          />
        </Form.Item>
        <Form.Item label={t("roles.why.action")} {...item}>
          <Select
            value={question.action}
            onChange={(action: ExplainedAction) => set({ action })}
            options={explainedActions.map((value) => ({ value, label: t(`roles.actions.${value}`) }))}
            aria-label={t("roles.why.action")}
          />
        </Form.Item>
        <Form.Item label={t("roles.why.entity")} {...item}>
          <Select
            value={question.entity}
            onChange={(name: string) => set({ entity: name, record: undefined, field: undefined })}
            options={entities.map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            showSearch
            optionFilterProp="label"
            aria-label={t("roles.why.entity")}
          />
        </Form.Item>
        {entity && (
          <Form.Item label={t("roles.why.record")} extra={t("roles.why.recordHelp")} {...item}>
            <FieldInput
              key={entity.name}
              field={recordField(entity)}
              value={question.record}
              onChange={(value) =>
                set({ record: typeof value === "string" || typeof value === "number" ? value : undefined })
              }
              aria-label={t("roles.why.record")}
            />
          </Form.Item>
        )}
        {entity && question.action !== "delete" && (
          <Form.Item label={t("roles.why.field")} {...item}>
            <Select
              value={question.field ?? ""}
              onChange={(field: string) => set({ field: field || undefined })}
              options={[
                { value: "", label: t("audit.explain.wholeRecord") },
                ...entity.fields.map(({ name, label }) => ({ value: name, label: labelOf(label) })),
              ]}
              showSearch
              optionFilterProp="label"
              aria-label={t("roles.why.field")}
            />
          </Form.Item>
        )}
      </Flex>
    </Form>
  );
}
