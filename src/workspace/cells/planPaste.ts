/** What pasting would do: the changes of each record, and the cells that cannot take what they were given. */
import type { ChangedRow } from "../../data/batch";
import type { CellHints } from "../../field-types/CellParser";
import { cellParsers } from "../../field-types/cellParsers";
import { guessHints } from "../../field-types/shared/guessHints";
import { validateValue } from "../../field-types/validateValue";
import { emptyValue } from "../../model/emptyValue";
import { plainCell } from "../../model/plainCell";
import type { Entity, Field } from "../../model/snapshot";
import type { CellPlace, Corners } from "./cellRange";
import type { CellGrid } from "./cellsOnPage";

export interface RefusedCell extends CellPlace {
  text: string;
  /** Keys of messages under `cells.refused`. */
  why: "fixed" | "unreadable" | "required";
}

export interface PastePlan {
  changes: ChangedRow[];
  /** Cells that get another value. */
  count: number;
  refused: RefusedCell[];
  /** Rows and columns that found no place in the table. */
  isCut: boolean;
}

export interface PasteContext {
  entity: Entity;
  grid: CellGrid;
  hints: Pick<CellHints, "timeZone" | "people">;
  /** Keys by title, for each relation field. */
  links: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Fills the range when it holds the cells a whole number of times, as spreadsheets do. */
export function pasteArea({ top, bottom, left, right }: Corners, cells: readonly string[][]): CellPlace {
  const height = cells.length;
  const width = cells[0]?.length ?? 0;
  const [rows, columns] = [bottom - top + 1, right - left + 1];
  const fits = rows % height === 0 && columns % width === 0;
  return fits ? { row: rows, column: columns } : { row: height, column: width };
}

export const isWritable = (entity: Entity, field: Field) =>
  entity.actions.update && field.canUpdate && !field.isReadOnly && !field.isGenerated;

const isSame = (before: unknown, after: unknown) =>
  JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

export function planPaste(cells: readonly string[][], corners: Corners, context: PasteContext): PastePlan {
  const { entity, grid, hints, links } = context;
  const area = pasteArea(corners, cells);
  const plan: PastePlan = { changes: [], count: 0, refused: [], isCut: false };
  const textAt = (row: number, column: number) => {
    const line = cells[row % cells.length] ?? [];
    return plainCell(line[column % line.length] ?? "");
  };
  const columns = grid.fields.slice(corners.left, corners.left + area.column).map((field, column) => ({
    field,
    hints: {
      ...hints,
      ...guessHints(cells.map((_row, row) => textAt(row, column))),
      links: links.get(field.name),
    },
  }));
  plan.isCut =
    corners.top + area.row > grid.records.length || corners.left + area.column > grid.fields.length;

  grid.records.slice(corners.top, corners.top + area.row).forEach((record, row) => {
    const values: Record<string, unknown> = {};
    columns.forEach(({ field, hints: own }, column) => {
      const text = textAt(row, column);
      const refuse = (why: RefusedCell["why"]) =>
        plan.refused.push({ row: corners.top + row, column: corners.left + column, text, why });
      const parsed = text === "" ? { value: emptyValue(field) } : cellParsers[field.type](text, field, own);
      if ("value" in parsed && isSame(record.values[field.name], parsed.value)) return;
      if (!isWritable(entity, field)) refuse("fixed");
      else if ("problem" in parsed) refuse("unreadable");
      else if (validateValue(parsed.value, field, false)) refuse(text === "" ? "required" : "unreadable");
      else values[field.name] = parsed.value;
    });
    const changed = Object.keys(values).length;
    if (changed === 0) return;
    plan.count += changed;
    const version = entity.versionField === null ? undefined : record.values[entity.versionField];
    plan.changes.push({ key: record.id, ...(version !== undefined && { version }), values });
  });
  return plan;
}
