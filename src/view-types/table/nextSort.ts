/** What the sort becomes when a header was clicked: alone it replaces the others, with Shift it joins them. */
import type { Sort } from "../../model/snapshot";

interface SortedColumn {
  field: string;
  order?: "ascend" | "descend" | null;
}

/** `columns` is the whole state after the click, as Ant Design's table reports it. */
export function nextSort(
  before: readonly Sort[],
  columns: readonly SortedColumn[],
  isAdding: boolean,
): Sort[] {
  const after = columns.flatMap(({ field, order }) =>
    order ? [{ field, descending: order === "descend" }] : [],
  );
  const clicked = after.find(
    (sort) => !before.some((old) => old.field === sort.field && old.descending === sort.descending),
  );
  if (!isAdding) return clicked ? [clicked] : [];
  const kept = before.flatMap((old) => after.find((sort) => sort.field === old.field) ?? []);
  return clicked && !kept.includes(clicked) ? [...kept, clicked] : kept;
}
