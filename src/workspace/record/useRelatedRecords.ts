/** One page of a related list; the tab's count and its rows share the request. */
import { useMemo } from "react";
import type { RecordId } from "../../data/record";
import { useRecords } from "../../data/useRecords";
import type { Sort } from "../../model/snapshot";
import { listColumns } from "../../model/listColumns";
import { pointsAt, type RelatedList } from "./relatedLists";

export const relatedPageSize = 20;

interface RelatedRecordsQuery {
  related: RelatedList;
  id: RecordId;
  page?: number;
  sort?: Sort[];
}

export function useRelatedRecords({ related, id, page = 1, sort }: RelatedRecordsQuery) {
  const { entity, field } = related;
  const fields = useMemo(
    () => listColumns(entity, undefined).filter((candidate) => candidate.name !== field.name),
    [entity, field],
  );
  const list = useRecords({
    entity: entity.name,
    condition: useMemo(() => pointsAt(field, id), [field, id]),
    page,
    sort,
    pageSize: relatedPageSize,
    fields: useMemo(() => fields.map((candidate) => candidate.name), [fields]),
  });
  return { ...list, fields };
}
