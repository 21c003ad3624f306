/** Which views of an entity came, went or changed. */
import type { RoleChanges } from "../../data/config/roleReview";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";

export function ViewsChange({ change }: { change: RoleChanges }) {
  const t = useText();
  const labelOf = useLabel();
  return (
    <>
      {change.settings.map(({ before, after, label }, index) => (
        <div key={index} style={{ paddingBlock: 4 }}>
          {t(
            before === false
              ? "studio.addedView"
              : after === false
                ? "studio.removedView"
                : "studio.changedView",
            { view: labelOf(label) },
          )}
        </div>
      ))}
    </>
  );
}
