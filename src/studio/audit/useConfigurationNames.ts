/** Names behind the ids and tables that the log mentions: roles, members, scopes, entities, fields. */
import { useMemo } from "react";
import { useRolesPage } from "../../data/useRolesPage";
import { useSnapshot } from "../../data/useSnapshot";
import { useLabel } from "../../i18n/useLabel";
import { useText } from "../../i18n/useText";
import { isConfigurationTable } from "./configurationTables";

export function useConfigurationNames() {
  const t = useText();
  const labelOf = useLabel();
  const { snapshot } = useSnapshot();
  const { answer: studio } = useRolesPage();

  return useMemo(() => {
    const names = new Map<string, string>();
    const entities = new Map<string, string>();
    for (const { id, name } of snapshot?.people ?? []) names.set(id, name);
    for (const { id, label } of [...(studio?.roles ?? []), ...(studio?.scopes ?? [])])
      names.set(id, labelOf(label));
    for (const { name, label } of studio?.entities ?? []) entities.set(name, labelOf(label));
    for (const entity of snapshot?.entities ?? []) {
      names.set(entity.id, labelOf(entity.label));
      entities.set(entity.name, labelOf(entity.label));
      for (const { id, label } of entity.fields) names.set(id, labelOf(label));
    }
    return {
      /** What an id stands for; undefined when nobody knows any more. */
      nameOf: (id: string) => names.get(id),
      entityName: (name: string) => {
        const table = name.replace(/^config\./, "");
        if (table !== name && isConfigurationTable(table)) return t(`audit.configuration.${table}`);
        return entities.get(name) ?? table.replaceAll("_", " ");
      },
      entities: [...entities].map(([value, label]) => ({ value, label })),
      roles: (studio?.roles ?? []).map(({ key, label }) => ({ key, label: labelOf(label) })),
    };
  }, [snapshot, studio, labelOf, t]);
}

export type ConfigurationNames = ReturnType<typeof useConfigurationNames>;
