/** Layout and rules on the left, the form as it will be on the right; nothing acts before it is saved. */
import { Alert, App, Button, Col, Flex, Row, Select, Tabs, Tag } from "antd";
import { useState } from "react";
import type { FormPageAnswer } from "../../data/config/formPages";
import { DataError } from "../../data/DataError";
import { useSaveForm } from "../../data/useForms";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Entity } from "../../model/snapshot";
import { PageHeader } from "../../ui/PageHeader";
import { UnsavedChangesGuard } from "../../ui/UnsavedChangesGuard";
import { FormPreview } from "./FormPreview";
import { readyForm } from "./readyForm";
import { LayoutPanel } from "./layout/LayoutPanel";
import { RuleList } from "./rules/RuleList";
import { useFormDraft } from "./useFormDraft";

interface FormEditorProps {
  page: FormPageAnswer;
  entity: Entity;
  onSaved: () => Promise<void>;
}

const everybody = "";

export function FormEditor({ page, entity, onSaved }: FormEditorProps) {
  const t = useText();
  const labelOf = useLabel();
  const { message } = App.useApp();
  const { saveForm, isSaving } = useSaveForm(entity.name);
  const state = useFormDraft(page, entity);
  const [problem, setProblem] = useState<string>();
  const [isSaved, setSaved] = useState(false);
  const { draft, hasChanges } = state;

  const save = async () => {
    setProblem(undefined);
    try {
      await saveForm(readyForm(draft), page.version);
      setSaved(true);
      void message.success(t("forms.saved"));
      await onSaved();
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      setProblem(error.message);
    }
  };
  const roleOptions = [
    { value: everybody, label: t("forms.everybody") },
    ...page.roles.map(({ key, label }) => ({ value: key, label: labelOf(label) })),
  ];

  return (
    <Flex vertical gap={12}>
      <PageHeader
        title={t("forms.formOf", { entity: labelOf(page.label) })}
        trail={[{ label: t("forms.title"), to: "/studio/forms" }]}
        actions={
          <>
            <Button disabled={!hasChanges} onClick={state.discard}>
              {t("roles.edit.discard")}
            </Button>
            <Button type="primary" disabled={!hasChanges} loading={isSaving} onClick={() => void save()}>
              {t("general.save")}
            </Button>
          </>
        }
      />
      {problem !== undefined && <Alert type="error" showIcon role="alert" message={problem} />}
      <Flex gap={8} align="center" wrap>
        <span>{t("forms.for")}</span>
        <Select
          value={state.role ?? everybody}
          onChange={(key) => state.setRole(key === everybody ? null : key)}
          options={roleOptions}
          aria-label={t("forms.for")}
          style={{ minWidth: 200 }}
        />
        {state.role !== null && !state.own && <Tag>{t("forms.sameAsEverybody")}</Tag>}
      </Flex>
      <Row gutter={[24, 16]}>
        <Col xs={24} lg={11}>
          <Tabs
            items={[
              {
                key: "layout",
                label: t("forms.layout"),
                children: <LayoutPanel entity={entity} state={state} />,
              },
              {
                key: "rules",
                label: `${t("forms.rules")} ${draft.rules.length > 0 ? String(draft.rules.length) : ""}`,
                children: <RuleList entity={entity} rules={draft.rules} onChange={state.setRules} />,
              },
            ]}
          />
        </Col>
        <Col xs={24} lg={13}>
          <FormPreview entity={entity} layout={state.layout} rules={draft.rules} />
        </Col>
      </Row>
      <UnsavedChangesGuard hasChanges={hasChanges && !isSaved} />
    </Flex>
  );
}
