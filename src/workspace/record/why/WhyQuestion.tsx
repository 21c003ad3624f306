/** The question behind "why?": who wants to do what to which field. */
import { Flex, Form, Select } from "antd";
import { useSnapshot } from "../../../data/useSnapshot";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { Entity } from "../../../model/snapshot";
import { type ExplainedAction, explainedActions, type Question } from "../../../explanation/question";

interface WhyQuestionProps {
  entity: Entity | undefined;
  question: Question;
  onChange: (question: Question) => void;
}

const item = { layout: "vertical", style: { marginBottom: 0, flex: "1 1 160px", minWidth: 0 } } as const;

export function WhyQuestion({ entity, question, onChange }: WhyQuestionProps) {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  if (!snapshot) return null;
  const { member: me, people, role } = snapshot;
  const others = people.filter(({ id, isActive }) => id !== me.id && (isActive || id === question.member));
  const mayAskAboutOthers = role.mayConfigure.includes("roles") && !snapshot.viewAs;
  const fields = entity?.fields.filter(({ isHidden }) => !isHidden) ?? [];

  return (
    <Form component="div">
      <Flex gap={12} wrap>
        {mayAskAboutOthers && (
          <Form.Item label={t("audit.explain.member")} {...item}>
            <Select
              aria-label={t("audit.explain.member")}
              value={question.member}
              onChange={(member: string) => onChange({ ...question, member })}
              showSearch
              optionFilterProp="label"
              options={[
                { value: me.id, label: t("audit.explain.me", { name: me.name }) },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Form.Item>
        )}
        <Form.Item label={t("audit.explain.action")} {...item}>
          <Select
            aria-label={t("audit.explain.action")}
            value={question.action}
            onChange={(action: ExplainedAction) =>
              onChange({ ...question, action, field: action === "delete" ? undefined : question.field })
            }
            options={explainedActions.map((value) => ({ value, label: t(`audit.explain.actions.${value}`) }))}
          />
        </Form.Item>
        {question.action !== "delete" && fields.length > 0 && (
          <Form.Item label={t("audit.explain.field")} {...item}>
            <Select
              aria-label={t("audit.explain.field")}
              value={question.field ?? ""}
              onChange={(field: string) => onChange({ ...question, field: field || undefined })}
              showSearch
              optionFilterProp="label"
              options={[
                { value: "", label: t("audit.explain.wholeRecord") },
                ...fields.map(({ name, label }) => ({ value: name, label: labelOf(label) })),
              ]}
            />
          </Form.Item>
        )}
      </Flex>
    </Form>
  );
}
