/** The rest of a field's settings: the other language, help, default, and what Postgres shall hold to. */
import { Checkbox, Flex, Form, Input, Radio } from "antd";
import { lazy, Suspense } from "react";
import type { StudioFieldRow } from "../data/config/fieldsPage";
import { useLanguage } from "../i18n/useLanguage";
import { useText } from "../i18n/useText";
import type { Language } from "../model/label";
import type { NewFieldTypeName } from "../model/fieldChange";
import { drawings } from "../model/snapshot";
import { canBeDrawn, type FieldDraft, namedIn } from "./FieldDraft";
import { FormulaInput } from "./FormulaInput";
import { formulaTypes } from "./formulaTypes";

const FormulaRehearsal = lazy(async () => ({
  default: (await import("./FormulaRehearsal")).FormulaRehearsal,
}));

interface FieldMoreProps {
  draft: FieldDraft;
  onChange: (changes: Partial<FieldDraft>) => void;
  /** False for a field whose column functions of the database count on. */
  isFree: boolean;
  /** Fields that a formula may use; undefined for a field that is there. */
  sources: readonly StudioFieldRow[] | undefined;
  /** The computed field that is being changed. */
  known?: { entity: string; field: string } | undefined;
}

const names: Record<Language, string> = { en: "English", "zh-CN": "中文" };
/** Filled by the database alone. */
const keptTypes: readonly NewFieldTypeName[] = ["auto_number", "lookup", "rollup", "relations", "address"];
const fileTypes: readonly NewFieldTypeName[] = ["file", "image"];
const withoutDefault: NewFieldTypeName[] = [
  "relation",
  "json",
  "choice",
  "multi_choice",
  "checkbox",
  ...fileTypes,
];
const neverRequired: NewFieldTypeName[] = ["checkbox", "tags", "multi_choice"];
const neverUnique: NewFieldTypeName[] = [
  ...fileTypes,
  "checkbox",
  "tags",
  "multi_choice",
  "json",
  "choice",
  "rating",
  "progress",
];

export function FieldMore({ draft, onChange, isFree, sources, known }: FieldMoreProps) {
  const t = useText();
  const { language } = useLanguage();
  const isTyped = isFree && draft.formula.trim() === "" && !keptTypes.includes(draft.type);
  const other: Language = language === "en" ? "zh-CN" : "en";
  return (
    <>
      <Form.Item label={t("fields.otherName", { language: names[other] })}>
        <Input
          value={draft.label[other]}
          onChange={(event) => onChange({ label: namedIn(other, draft.label, event.target.value) })}
          placeholder={draft.label[language]}
          aria-label={t("fields.otherName", { language: names[other] })}
          maxLength={80}
        />
      </Form.Item>
      <Form.Item label={t("fields.help")}>
        <Input
          value={draft.help[language]}
          onChange={(event) => onChange({ help: namedIn(language, draft.help, event.target.value) })}
          aria-label={t("fields.help")}
          maxLength={300}
        />
      </Form.Item>
      {canBeDrawn(draft.type) && (
        <Form.Item label={t("types.drawing")}>
          <Radio.Group
            value={draft.drawing ?? (draft.type === "barcode" ? "bars" : "none")}
            onChange={({ target }) =>
              onChange({ drawing: drawings.find((drawing) => drawing === target.value) })
            }
            options={drawings.map((value) => ({ value, label: t(`types.drawn.${value}`) }))}
            aria-label={t("types.drawing")}
          />
        </Form.Item>
      )}
      {sources && formulaTypes.includes(draft.type) && (
        <Form.Item label={t("fields.formula")} extra={t("fields.formulaHelp")}>
          <FormulaInput
            value={draft.formula}
            onChange={(formula) => onChange({ formula })}
            fields={sources}
          />
          {known && (
            <Suspense>
              <FormulaRehearsal {...known} formula={draft.formula} />
            </Suspense>
          )}
        </Form.Item>
      )}
      {isTyped && !withoutDefault.includes(draft.type) && (
        <Form.Item label={t("fields.default")} extra={variableHint(draft.type, t)}>
          <Input
            value={draft.default}
            onChange={(event) => onChange({ default: event.target.value })}
            aria-label={t("fields.default")}
          />
        </Form.Item>
      )}
      <Flex vertical gap={6} style={{ marginBottom: 12 }}>
        {isTyped && !neverRequired.includes(draft.type) && (
          <Checkbox
            checked={draft.isRequired}
            onChange={(event) => onChange({ isRequired: event.target.checked })}
          >
            {t("fields.required")}
          </Checkbox>
        )}
        {isTyped && !neverUnique.includes(draft.type) && (
          <Checkbox
            checked={draft.isUnique}
            onChange={(event) => onChange({ isUnique: event.target.checked })}
          >
            {t("fields.unique")}
          </Checkbox>
        )}
        {!keptTypes.includes(draft.type) && !fileTypes.includes(draft.type) && (
          <Checkbox
            checked={draft.isIndexed}
            onChange={(event) => onChange({ isIndexed: event.target.checked })}
          >
            {t("fields.indexed")}
          </Checkbox>
        )}
      </Flex>
    </>
  );
}

type Translate = ReturnType<typeof useText>;

const words: Partial<Record<NewFieldTypeName, string>> = {
  date: "{today}",
  datetime: "{now}",
  person: "{me}",
};

function variableHint(type: NewFieldTypeName, t: Translate): string | undefined {
  const word = words[type];
  return word === undefined ? undefined : t("fields.defaultWord", { word });
}
