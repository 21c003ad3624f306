/** What the rules of an entity's form ask for, given what is typed into a record. */
import { useCallback } from "react";
import type { DataRecord } from "../../data/record";
import { ruleEffects } from "../../form-layout/ruleEffects";
import { useCircumstances } from "../../form-layout/useCircumstances";
import type { Entity } from "../../model/snapshot";
import type { FormValues } from "./recordChanges";

const noRules: never[] = [];

export function useRuleEffects(entity: Entity) {
  const at = useCircumstances();
  const rules = entity.form?.rules ?? noRules;
  return useCallback(
    (typed: FormValues, record: DataRecord | undefined) =>
      ruleEffects(rules, { values: { ...record?.values, ...typed }, stored: record?.values, at }),
    [rules, at],
  );
}
