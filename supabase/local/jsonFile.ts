/** Reads and writes small JSON files of the data folder; a file is replaced as a whole or not at all. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** The object in the file; undefined when there is no file or no object in it. */
export function readJson(file: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

export function writeJson(file: string, content: object): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text under a key, or undefined. */
export function textOf(object: unknown, key: string): string | undefined {
  const value = isObject(object) ? object[key] : undefined;
  return typeof value === "string" ? value : undefined;
}
