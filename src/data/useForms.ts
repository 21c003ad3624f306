/** Forms as they are designed; each call throws DataError. */
import { useCallback } from "react";
import type { FormRule } from "../model/form";
import { type FormDocument, parseFormPage, parseFormsPage } from "./config/formPages";
import { useConfigAction } from "./useConfigAction";
import { useConfigQuery } from "./useConfigQuery";

const noArguments = {};

export const useFormsPage = () => useConfigQuery("forms_page", noArguments, parseFormsPage);

/** Asked once: under the editor's hands it must not change by itself. */
export const useFormPage = (entity: string) =>
  useConfigQuery({ name: "form_page", isFrozen: true }, { entity }, parseFormPage);

export function useSaveForm(entity: string) {
  const { run, isRunning } = useConfigAction("save_form", Number);
  const saveForm = ({ layouts, rules }: FormDocument, version: string) =>
    run({ entity, document: { layouts, rules, version }, note: "" });
  return { saveForm, isSaving: isRunning };
}

/** How many records break a rule now. */
export function useCountRuleBreaks(entity: string) {
  const { run } = useConfigAction("count_rule_breaks", Number, { isQuestion: true });
  return useCallback((rule: FormRule) => run({ entity, rule }), [run, entity]);
}
