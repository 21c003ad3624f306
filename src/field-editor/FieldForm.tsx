/** The form of one field, new or known: name and type at once, the rest one click away. */
import { Alert, Collapse, Form, Input, Typography } from "antd";
import type { ReactNode } from "react";
import type { FieldsPageAnswer, StudioFieldRow } from "../data/config/fieldsPage";
import { useLabel } from "../i18n/useLabel";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import { AccessEditor } from "./AccessEditor";
import { type FieldDraft, namedIn } from "./FieldDraft";
import { fieldKinds } from "./fieldKinds";
import { FieldMore } from "./FieldMore";
import { ReplacementList } from "./ReplacementList";
import { TypeOptions } from "./TypeOptions";
import { TypeSelect } from "./TypeSelect";

const newTypes = fieldKinds.map(({ type }) => type);

interface FieldFormProps {
  page: FieldsPageAnswer | undefined;
  /** Absent for a new one. */
  field?: StudioFieldRow;
  draft: FieldDraft;
  onChange: (changes: Partial<FieldDraft>) => void;
  onSubmit: () => void;
  problem: string | undefined;
  /** Below the sections, such as buttons. */
  children?: ReactNode;
}

export function FieldForm({ page, field, draft, onChange, onSubmit, problem, children }: FieldFormProps) {
  const t = useText();
  const labelOf = useLabel();
  const { language } = useLanguage();
  const isFree = field === undefined || field.isMadeHere;
  const proposed = page?.access[draft.type === "money" || draft.type === "percent" ? "money" : "other"];
  const access = draft.access ?? proposed;
  const names = (keys: string[]) =>
    (page?.roles ?? [])
      .filter(({ key }) => keys.includes(key))
      .map(({ label }) => labelOf(label))
      .join(t("workspace.delete.comma")) || t("fields.nobody");

  return (
    <Form layout="vertical" onFinish={onSubmit} requiredMark={false}>
      {problem !== undefined && (
        <Alert type="error" showIcon role="alert" message={problem} style={{ marginBottom: 12 }} />
      )}
      <Form.Item label={t("fields.name")}>
        <Input
          value={draft.label[language]}
          onChange={(event) =>
            onChange({ label: namedIn(language, draft.label, event.target.value), isNameProposed: false })
          }
          autoFocus
          aria-label={t("fields.name")}
          maxLength={80}
        />
      </Form.Item>
      {!field && (
        <Form.Item label={t("fields.type")}>
          <TypeSelect
            value={draft.type}
            types={newTypes}
            onChange={(type) => onChange({ type, default: "", formula: "" })}
          />
        </Form.Item>
      )}
      {isFree &&
        !(
          field &&
          (draft.type === "relation" ||
            draft.type === "relations" ||
            field.options.lookup ||
            field.options.rollup)
        ) && (
          <TypeOptions
            draft={draft}
            onChange={onChange}
            targets={page?.targets ?? []}
            entity={page?.entity.name ?? ""}
          />
        )}
      {field?.options.choices && field.isMadeHere && (
        <ReplacementList
          before={field.options.choices}
          left={draft.choices}
          value={draft.replacements}
          onChange={(replacements) => onChange({ replacements })}
        />
      )}
      <Collapse
        size="small"
        style={{ marginBottom: 12 }}
        items={[
          {
            key: "more",
            label: t("fields.more"),
            children: (
              <FieldMore
                draft={draft}
                onChange={onChange}
                isFree={isFree && field?.isGenerated !== true && !field?.options.rollup}
                sources={field && field.options.formula === undefined ? undefined : page?.fields}
                known={
                  field?.options.formula === undefined
                    ? undefined
                    : { entity: page?.entity.name ?? "", field: field.name }
                }
              />
            ),
          },
          // A lookup is seen by those who read it where it is.
          ...(draft.type === "lookup" || field?.options.lookup
            ? []
            : [
                {
                  key: "access",
                  label: (
                    <>
                      {t("fields.access")}
                      {access && (
                        <Typography.Text type="secondary" style={{ display: "block" }}>
                          {names(access.see)}
                        </Typography.Text>
                      )}
                    </>
                  ),
                  children: access && page && (
                    <AccessEditor
                      roles={page.roles}
                      value={access}
                      onChange={(next) => onChange({ access: next })}
                    />
                  ),
                },
              ]),
        ]}
      />
      {children}
    </Form>
  );
}
