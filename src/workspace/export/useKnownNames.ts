/** Looks up which names in a file several records bear, so that the file can say which one is meant. */
import { linkedIds, linkTitleKey } from "../../data/readLinkedTitles";
import type { DataRecord } from "../../data/record";
import { useRecordMatches } from "../../data/useRecordMatches";
import { useSnapshot } from "../../data/useSnapshot";
import { linkedEntity } from "../../field-types/shared/linkedEntity";
import type { Field } from "../../model/snapshot";
import type { KnownNames } from "./linkCells";

function titlesIn(field: Field, records: readonly DataRecord[]): string[] {
  const titles = records.flatMap((record) =>
    field.type === "relations"
      ? linkedIds(record.values[field.name]).map((id) => record.titles[linkTitleKey(field.name, id)])
      : [record.titles[field.name]],
  );
  return [...new Set(titles.flatMap((title) => title || []))];
}

export function useKnownNames() {
  const { snapshot } = useSnapshot();
  const matches = useRecordMatches();
  return async (fields: readonly Field[], records: readonly DataRecord[]): Promise<KnownNames> => {
    const links: [string, Map<string, string[]>][] = [];
    for (const field of fields) {
      const target = snapshot?.entities.find(({ name }) => name === linkedEntity(field));
      const title = target?.fields.find(({ name }) => name === target.titleField);
      if (!target || title?.isUnique !== false) continue;
      links.push([field.name, await matches(target.name, titlesIn(field, records))]);
    }
    return { people: snapshot?.people ?? [], links: new Map(links) };
  };
}
