/** Makes or changes a rule: what it does, to which fields, when, and who keeps it. */
import { Alert, Form, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { FilterBuilder } from "../../../filter/FilterBuilder";
import { hasOpenRows } from "../../../filter/filterTree";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import { type FormRule, type RuleKind, ruleKinds } from "../../../model/form";
import type { Entity } from "../../../model/snapshot";
import { completeLabel, emptyLabel, isEmptyLabel } from "../../completeLabel";
import { LabelInput } from "../../LabelInput";
import { PresetValue } from "../../roles/cell/PresetValue";
import { BreakCount } from "./BreakCount";

interface RuleDialogProps {
  entity: Entity;
  /** Undefined for a new one. */
  rule: FormRule | undefined;
  onClose: () => void;
  onSave: (rule: FormRule) => void;
}

const newRule: FormRule = {
  key: "",
  label: emptyLabel,
  kind: "require",
  fields: [],
  condition: { all: [] },
  value: null,
  message: null,
  is_enforced: true,
  is_enabled: true,
};

export function RuleDialog({ entity, rule, onClose, onSave }: RuleDialogProps) {
  const t = useText();
  const labelOf = useLabel();
  const [draft, setDraft] = useState(rule ?? newRule);
  const change = (more: Partial<FormRule>) => setDraft((before) => ({ ...before, ...more }));
  const { kind, fields, condition, message } = draft;
  const target = entity.fields.find(({ name }) => name === fields[0]);
  const isSingle = kind === "set" || kind === "check";
  const isIncomplete =
    isEmptyLabel(draft.label) ||
    (kind !== "check" && fields.length === 0) ||
    (kind === "check" && (!message || isEmptyLabel(message))) ||
    hasOpenRows(condition);

  const changeKind = (next: RuleKind) =>
    change({
      kind: next,
      value: next === "set" ? { value: null } : null,
      is_enforced: next !== "show" && draft.is_enforced,
      fields: next === "set" || next === "check" ? fields.slice(0, 1) : fields,
    });
  const save = () =>
    onSave({
      ...draft,
      label: completeLabel(draft.label),
      message: message && !isEmptyLabel(message) ? completeLabel(message) : null,
    });

  return (
    <Modal
      open
      title={t(rule ? "forms.editRuleTitle" : "forms.addRule")}
      okText={t("forms.takeRule")}
      okButtonProps={{ disabled: isIncomplete }}
      onOk={save}
      onCancel={onClose}
      width={720}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t("forms.name")}>
          <LabelInput
            value={draft.label}
            onChange={(label) => change({ label })}
            name={t("forms.name")}
            autoFocus
          />
        </Form.Item>
        <Form.Item label={t("forms.does")}>
          <Select<RuleKind>
            value={kind}
            onChange={changeKind}
            options={ruleKinds.map((value) => ({ value, label: t(`forms.kind.${value}`) }))}
            aria-label={t("forms.does")}
          />
        </Form.Item>
        <Form.Item label={t(kind === "check" ? "roles.values.place" : "forms.fields")}>
          <Select<string | string[]>
            mode={isSingle ? undefined : "multiple"}
            value={isSingle ? fields[0] : fields}
            allowClear={kind === "check"}
            onChange={(chosen: string | string[] | undefined) =>
              change({ fields: chosen === undefined ? [] : [chosen].flat() })
            }
            options={entity.fields
              .filter((field) => !field.isGenerated && (kind !== "set" || field.canUpdate))
              .map(({ name, label }) => ({ value: name, label: labelOf(label) }))}
            optionFilterProp="label"
            showSearch
            placeholder={kind === "check" ? t("roles.values.wholeForm") : undefined}
            aria-label={t("forms.fields")}
          />
        </Form.Item>
        {kind === "set" && target && (
          <Form.Item label={t("forms.value")}>
            <PresetValue
              field={target}
              preset={draft.value ?? { value: null }}
              onChange={(value) => change({ value })}
            />
          </Form.Item>
        )}
        <Form.Item label={t(kind === "check" ? "roles.values.mustHold" : "forms.condition")}>
          <FilterBuilder
            entity={entity}
            condition={condition}
            onChange={(changed) => change({ condition: changed ?? { all: [] } })}
            isFluid
          />
        </Form.Item>
        {kind !== "show" && kind !== "set" && (
          <Form.Item label={t("forms.message")} extra={kind === "check" ? undefined : t("forms.messageHelp")}>
            <LabelInput
              value={message ?? emptyLabel}
              onChange={(text) => change({ message: text })}
              name={t("forms.message")}
              maxLength={200}
            />
          </Form.Item>
        )}
        <Form.Item label={t("forms.keeper")} style={{ marginBottom: 8 }}>
          <Radio.Group
            value={draft.is_enforced}
            onChange={(event) => change({ is_enforced: event.target.value === true })}
            disabled={kind === "show"}
            options={[
              { value: true, label: t("forms.enforced") },
              { value: false, label: t("forms.uiOnly") },
            ]}
          />
        </Form.Item>
        <Alert
          type="info"
          message={t(
            kind === "show"
              ? "forms.showHelp"
              : draft.is_enforced
                ? "forms.enforcedHelp"
                : "forms.uiOnlyHelp",
          )}
        />
        {draft.is_enforced && !isIncomplete && <BreakCount entity={entity.name} rule={draft} />}
      </Form>
    </Modal>
  );
}
