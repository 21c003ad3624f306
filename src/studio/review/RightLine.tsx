/** "May now see: Cost, Margin" and its like. */
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { ReviewLine } from "./ReviewLine";
import type { RightChange } from "./reviewSections";

const shownFields = 12;

export function RightLine({ change }: { change: RightChange }) {
  const t = useText();
  const labelOf = useLabel();
  const { direction, action, isWhole, fields, isEveryField, isRisky } = change;
  const names = fields.slice(0, shownFields).map(({ label }) => labelOf(label));
  const rest = fields.length - names.length;
  const list = names.join(t("workspace.delete.comma"));
  const sentence = t(`roles.review.${direction}.${action}`);

  const detail = () => {
    if (fields.length === 0) return "";
    if (isWhole && direction === "lost") return "";
    if (isWhole && isEveryField) return t("roles.review.everyField", { count: fields.length });
    return rest > 0 ? t("roles.review.fieldsAndMore", { fields: list, count: rest }) : list;
  };
  const text = detail();
  return (
    <ReviewLine tone={direction} isRisky={isRisky}>
      {text === "" ? sentence : t("roles.review.withDetail", { sentence, detail: text })}
    </ReviewLine>
  );
}
