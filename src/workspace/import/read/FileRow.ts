/** A row of a file, whatever its format. */
export interface FileRow {
  /** As a spreadsheet counts: empty rows count. */
  no: number;
  /** Trimmed texts; moments and numbers in a form that every field type reads. */
  cells: string[];
}

/** More rows than this belong into a command, not into a browser. */
export const mostRows = 200_000;

export const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell !== "");
