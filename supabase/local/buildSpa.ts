/** Builds the SPA when its sources have changed since the last build. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const SOURCES = ["index.html", "package-lock.json", "vite.config.ts", "tsconfig.json"];
const SOURCE_FOLDERS = ["src", "public"];

export interface SpaBuild {
  /** Root of the repository. */
  root: string;
  /** Folder that receives the files, e.g. "dist". */
  target: string;
  signal: AbortSignal;
}

/** Resolves to whether a build was needed; rejects with the output of the build when it fails. */
export async function buildSpa({ root, target, signal }: SpaBuild): Promise<boolean> {
  const mark = join(target, ".sources");
  const sources = await hashSources(root);
  if (existsSync(mark) && readFileSync(mark, "utf8") === sources) return false;
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js");
  const args = [vite, "build", "--outDir", target, "--emptyOutDir", "--logLevel", "warn"];
  // A test runner or a developer's shell may say otherwise, and React would be built slow.
  const env = { ...process.env, NODE_ENV: "production" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += String(text)));
  await once(child, "close");
  if (child.exitCode !== 0) throw new Error(`The pages could not be built:\n${output}`);
  await writeFile(mark, sources);
  return true;
}

async function hashSources(root: string): Promise<string> {
  const inFolders = await Promise.all(SOURCE_FOLDERS.map((folder) => filesBelow(root, folder)));
  const files = [...SOURCES, ...inFolders.flat()].filter((file) => existsSync(join(root, file))).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(await readFile(join(root, file)));
  return hash.digest("hex");
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  if (!existsSync(join(root, folder))) return [];
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}
