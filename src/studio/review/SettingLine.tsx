/** A setting of a role or of one of its cells, before and after. */
import type { ReviewedSetting } from "../../data/config/roleReview";
import type { StudioScope } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import type { Label } from "../../model/label";
import { isRowAction, type NewScope } from "../../model/roleDocument";
import { configurationRights } from "../roles/configurationRights";
import { ReviewLine } from "./ReviewLine";
import { isRiskySetting } from "./reviewSections";

interface SettingLineProps {
  setting: ReviewedSetting;
  scopes: readonly (StudioScope | NewScope)[];
}

const isLabel = (value: unknown): value is Label =>
  typeof value === "object" && value !== null && "en" in value && "zh-CN" in value;

export function SettingLine({ setting: changed, scopes }: SettingLineProps) {
  const t = useText();
  const labelOf = useLabel();
  const { setting, before, after, action } = changed;

  const scopeText = (value: unknown) => {
    if (value === null || value === undefined) return t("roles.cell.allRows");
    const key = JSON.stringify(value);
    return labelOf(scopes.find((scope) => JSON.stringify(scope.key) === key)?.label) || key;
  };
  const rightsText = (value: unknown) => {
    const held = configurationRights.filter((right) => Array.isArray(value) && value.includes(right));
    if (held.length === 0) return t("roles.review.noRights");
    return held.map((right) => t(`roles.rights.${right}`)).join(t("workspace.delete.comma"));
  };
  const valueText = (value: unknown): string => {
    if (setting === "scope") return scopeText(value);
    if (setting === "may_configure") return rightsText(value);
    if (isLabel(value)) return labelOf(value);
    if (typeof value === "boolean") return t(value ? "general.yes" : "general.no");
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  };
  const name = () => {
    if (setting === "scope" && action && isRowAction(action)) return t(`roles.cell.rowsOf.${action}`);
    if (setting === "presets") return t("roles.values.presets");
    if (setting === "validation") return t("roles.values.checks");
    if (setting === "label") return t("roles.create.name");
    if (setting === "rank") return t("roles.settings.rank");
    if (setting === "may_configure") return t("roles.settings.configure");
    if (setting === "is_active" || setting === "requires_mfa" || setting === "can_view_as") {
      return t(`roles.settings.${setting}.name`);
    }
    return setting;
  };
  const isOpaque = setting === "presets" || setting === "validation";
  return (
    <ReviewLine tone="neutral" isRisky={isRiskySetting(changed)}>
      {isOpaque
        ? t("roles.review.changed", { name: name() })
        : t("roles.review.setting", { name: name(), before: valueText(before), after: valueText(after) })}
    </ReviewLine>
  );
}
