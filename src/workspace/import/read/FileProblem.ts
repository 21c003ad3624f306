/** A file that cannot be read, and why; the key of a message under `import.file`. */
export type FileProblemKey =
  "empty" | "encoding" | "old_workbook" | "damaged" | "quotes" | "too_big" | "too_many_rows";

export class FileProblem extends Error {
  readonly key: FileProblemKey;
  readonly details: Record<string, number>;

  constructor(key: FileProblemKey, details: Record<string, number> = {}) {
    super(key);
    this.key = key;
    this.details = details;
  }
}
