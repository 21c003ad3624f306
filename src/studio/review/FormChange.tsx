/** What changed in the form of an entity: its layout, and rules by name. */
import type { RoleChanges } from "../../data/config/roleReview";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

export function FormChange({ change }: { change: RoleChanges }) {
  const t = useText();
  const labelOf = useLabel();
  return (
    <>
      {change.settings.map(({ setting, before, after, label }, index) => (
        <div key={index} style={{ paddingBlock: 4 }}>
          {setting === "form_layout"
            ? t("forms.changedLayout")
            : t(
                before === false
                  ? "forms.addedRule"
                  : after === false
                    ? "forms.removedRule"
                    : "forms.changedRule",
                {
                  rule: labelOf(label),
                },
              )}
        </div>
      ))}
    </>
  );
}
