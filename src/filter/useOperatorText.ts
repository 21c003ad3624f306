/** The words for an operator; dates say "from" and "before" where numbers say "at least" and "less than". */
import { useText } from "../i18n/useText";
import type { Operator } from "../model/condition";
import type { FieldTypeName } from "../model/snapshot";

export function useOperatorText(): (operator: Operator, type: FieldTypeName) => string {
  const t = useText();
  return (operator, type) => {
    const isMoment = type === "date" || type === "datetime";
    if (isMoment && (operator === "gte" || operator === "lte" || operator === "gt" || operator === "lt")) {
      return t(`workspace.momentOperator.${operator}`);
    }
    return t(`workspace.operator.${operator}`);
  };
}
