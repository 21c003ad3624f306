/** Instead of a board or calendar whose field is gone, or may not be read. */
import { useText } from "../../i18n/useText";
import { EmptyState } from "../../ui/EmptyState";

export function FieldMissing() {
  const t = useText();
  return <EmptyState title={t("views.fieldMissing")} description={t("views.fieldMissingHelp")} />;
}
