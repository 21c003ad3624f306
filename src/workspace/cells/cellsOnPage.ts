/** Finds the cells of a table on the page, and marks those of a range; no row is drawn anew for it. */
import type { DataRecord } from "../../data/record";
import type { Field } from "../../model/snapshot";
import { type CellPlace, type Corners, holds } from "./cellRange";

/** What stands in a table, as far as it is here. */
export interface CellGrid {
  records: readonly DataRecord[];
  fields: readonly Field[];
}

export const sizeOf = ({ records, fields }: CellGrid): CellPlace => ({
  row: records.length,
  column: fields.length,
});

/** Where the cell around an element stands; undefined outside of the cells. */
export function placeOf(grid: CellGrid, target: EventTarget | null): CellPlace | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-field]") : null;
  const id = cell?.closest<HTMLElement>("[data-record]")?.dataset.record;
  const row = grid.records.findIndex((record) => String(record.id) === id);
  const column = grid.fields.findIndex(({ name }) => name === cell?.dataset.field);
  return row < 0 || column < 0 ? undefined : { row, column };
}

export function cellAt(root: HTMLElement, grid: CellGrid, { row, column }: CellPlace) {
  const id = CSS.escape(String(grid.records[row]?.id));
  const field = CSS.escape(grid.fields[column]?.name ?? "");
  return root.querySelector<HTMLElement>(`[data-record="${id}"] [data-field="${field}"]`) ?? undefined;
}

const mark = "data-in-range";

/** Undefined = no range; a single cell has its focus to be seen by. */
export function markRange(root: HTMLElement, grid: CellGrid, corners: Corners | undefined): void {
  const rows = new Map(grid.records.map(({ id }, row) => [String(id), row]));
  const columns = new Map(grid.fields.map(({ name }, column) => [name, column]));
  for (const line of root.querySelectorAll<HTMLElement>("[data-record]")) {
    const row = rows.get(line.dataset.record ?? "") ?? -1;
    const isNear = corners !== undefined && row >= corners.top && row <= corners.bottom;
    if (!isNear && !line.querySelector(`[${mark}]`)) continue;
    for (const cell of line.querySelectorAll<HTMLElement>("[data-field]")) {
      const column = columns.get(cell.dataset.field ?? "") ?? -1;
      const isIn = corners !== undefined && holds(corners, { row, column });
      if (isIn !== cell.hasAttribute(mark)) cell.toggleAttribute(mark, isIn);
    }
  }
}
