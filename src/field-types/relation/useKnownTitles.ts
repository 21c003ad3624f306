/** The names of the records that a relation input holds; those it cannot know yet are asked for in one request. */
import { useMemo } from "react";
import type { RecordId } from "../../data/record";
import { useEntity } from "../../data/useEntity";
import { useRecords } from "../../data/useRecords";
import { parseText } from "../shared/parseText";
import type { RelationOption } from "../../data/useRelationOptions";

interface KnownTitlesQuery {
  entity: string;
  keys: RecordId[];
  options: RelationOption[];
  /** The name of the only key, when the record that is being edited brought it along. */
  currentTitle?: string | null;
}

export function useKnownTitles({
  entity,
  keys,
  options,
  currentTitle,
}: KnownTitlesQuery): Map<string, string> {
  const target = useEntity(entity);
  const titleField = target?.titleField ?? "";
  const isCurrentKnown = currentTitle !== undefined && currentTitle !== null && keys.length === 1;
  const { records } = useRecords({
    entity,
    condition: { field: target?.primaryKey ?? "", op: "in", value: keys },
    fields: [titleField],
    page: 1,
    pageSize: Math.max(keys.length, 1),
    count: "none",
    isEnabled: target !== undefined && keys.length > 0 && !isCurrentKnown,
  });

  return useMemo(() => {
    const titles = new Map<string, string>();
    if (isCurrentKnown) titles.set(String(keys[0]), currentTitle);
    for (const record of records)
      titles.set(String(record.id), parseText(record.values[titleField]) ?? `#${record.id}`);
    for (const option of options) titles.set(String(option.id), option.title);
    return titles;
  }, [records, options, keys, currentTitle, isCurrentKnown, titleField]);
}
