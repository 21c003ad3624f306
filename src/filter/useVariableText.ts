/** What a variable is called: "me", "today", or a set of records by its own name. */
import { useContext } from "react";
import { useLabel } from "../i18n/useLabel";
import { useText } from "../i18n/useText";
import { FilterWorldContext } from "./FilterWorldContext";

export function useVariableText(): (variable: string) => string {
  const t = useText();
  const labelOf = useLabel();
  const { variables } = useContext(FilterWorldContext);
  return (variable) => {
    if (variable === "me" || variable === "now" || variable === "today") {
      return t(`workspace.filter.${variable}`);
    }
    return labelOf(variables.find(({ key }) => key === variable)?.label) || variable;
  };
}
