/** A rectangle of cells, by the positions of its two ends: where it began, and where it was drawn to. */
export interface CellPlace {
  row: number;
  column: number;
}

export interface CellRange {
  anchor: CellPlace;
  head: CellPlace;
}

export interface Corners {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const cornersOf = ({ anchor, head }: CellRange): Corners => ({
  top: Math.min(anchor.row, head.row),
  bottom: Math.max(anchor.row, head.row),
  left: Math.min(anchor.column, head.column),
  right: Math.max(anchor.column, head.column),
});

export const isSingle = ({ anchor, head }: CellRange) =>
  anchor.row === head.row && anchor.column === head.column;

export const holds = ({ top, bottom, left, right }: Corners, { row, column }: CellPlace) =>
  row >= top && row <= bottom && column >= left && column <= right;

const steps: Record<string, CellPlace> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** The range after an arrow with Shift; undefined for other keys. `size` counts rows and columns. */
export function extended(range: CellRange, key: string, size: CellPlace): CellRange | undefined {
  const step = steps[key];
  if (!step) return undefined;
  const within = (at: number, count: number) => Math.min(Math.max(at, 0), count - 1);
  const row = within(range.head.row + step.row, size.row);
  return { ...range, head: { row, column: within(range.head.column + step.column, size.column) } };
}
