/** An operation that may be run from now on, or no longer. */
import type { StudioOperation } from "../../data/config/rolesPage";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { ReviewLine } from "./ReviewLine";
import type { OperationChange } from "./reviewSections";

interface OperationLineProps {
  change: OperationChange;
  operations: readonly StudioOperation[];
}

export function OperationLine({ change, operations }: OperationLineProps) {
  const t = useText();
  const labelOf = useLabel();
  const label = operations.find(({ name }) => name === change.name)?.label;
  return (
    <ReviewLine tone={change.direction} isRisky={change.direction === "gained"}>
      {t(`roles.review.${change.direction}.execute`, { operation: labelOf(label) || change.name })}
    </ReviewLine>
  );
}
