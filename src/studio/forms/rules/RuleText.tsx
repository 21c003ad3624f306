/** A rule as a sentence: what happens, to which fields, and when. */
import { ComparedValue } from "../../../filter/ComparedValue";
import { ConditionText } from "../../../filter/ConditionText";
import { useVariableText } from "../../../filter/useVariableText";
import { useLabel } from "../../../i18n/useLabel";
import { useText } from "../../../i18n/useText";
import type { FormRule } from "../../../model/form";
import type { Entity } from "../../../model/snapshot";

interface RuleTextProps {
  entity: Entity;
  rule: FormRule;
}

export function RuleText({ entity, rule }: RuleTextProps) {
  const t = useText();
  const labelOf = useLabel();
  const variableText = useVariableText();
  const { kind, value, condition } = rule;
  const fields = entity.fields.filter(({ name }) => rule.fields.includes(name));
  const names = fields.map(({ label }) => labelOf(label)).join(t("workspace.delete.comma"));
  return (
    <>
      {t(`forms.sentence.${kind}`, { fields: names })}{" "}
      {value &&
        ("variable" in value ? (
          variableText(value.variable)
        ) : value.value === null ? (
          t("forms.nothing")
        ) : (
          <ComparedValue field={fields[0]} value={value.value} />
        ))}{" "}
      {kind !== "check" && t("forms.when")} <ConditionText entity={entity} condition={condition} />
    </>
  );
}
