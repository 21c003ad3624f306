/** An entity with all its fields, whoever may read them: the material of the field pages. */
import { useMemo } from "react";
import { parseFieldsPage } from "./config/fieldsPage";
import { useConfigQuery } from "./useConfigQuery";

export function useFieldsPage(entity: string) {
  const args = useMemo(() => ({ entity }), [entity]);
  return useConfigQuery("fields_page", args, parseFieldsPage);
}
