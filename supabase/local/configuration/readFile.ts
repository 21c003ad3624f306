/** Reads a configuration file; what is wrong with it is said with its place. */
import { readFileSync } from "node:fs";

export function readFile(path: string): object {
  const text = path === "-" ? readFileSync(0, "utf8") : readFileSync(path, "utf8");
  try {
    const file: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (typeof file === "object" && file !== null && !Array.isArray(file)) return file;
  } catch (error) {
    throw new Error(`${path} is no JSON  不是有效的 JSON: ${error instanceof Error ? error.message : ""}`, {
      cause: error,
    });
  }
  throw new Error(`${path} is no configuration file  不是配置文件`);
}
