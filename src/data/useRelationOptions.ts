/** Records of an entity to choose from, by title. */
import { useMemo } from "react";
import type { RecordId } from "./record";
import { useEntity } from "./useEntity";
import { useRecords } from "./useRecords";

export interface RelationOption {
  id: RecordId;
  title: string;
}

const shownOptions = 20;

/** Asks only while `isWanted`, as while its list is open. */
export function useRelationOptions(entityName: string, search: string, isWanted: boolean) {
  const entity = useEntity(entityName);
  const titleField = entity?.titleField ?? "";
  const { records, isFetching, error } = useRecords({
    entity: entityName,
    search,
    sort: search === "" ? undefined : [{ field: titleField, descending: false }],
    page: 1,
    pageSize: shownOptions,
    fields: [titleField],
    count: "none",
    isEnabled: isWanted && entity !== undefined,
  });
  const options = useMemo<RelationOption[]>(
    () =>
      records.map(({ id, values, titles }) => {
        const title = titles[titleField] ?? values[titleField];
        return {
          id,
          title: typeof title === "string" || typeof title === "number" ? String(title) : String(id),
        };
      }),
    [records, titleField],
  );
  return { options, isLoading: isFetching, error };
}
