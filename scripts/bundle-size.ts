/** Sums the gzipped JavaScript that a browser loads first, and fails when it outgrows its budget. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** Budgets in kB (1000 bytes) of gzip. */
const budget = { shell: 400, shellAndList: 480, route: 150, css: 5 };
const folder = process.argv[2] ?? "dist";
const listPage = "src/workspace/list/RecordListPage.tsx";

const manifest: Record<string, Chunk> = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"));
const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (!entry || !manifest[listPage]) throw new Error(`${folder} has no entry, or no chunk for ${listPage}`);

const shell = staticGraph([entry]);
const list = staticGraph([entry, listPage]);
const routes = Object.keys(manifest).filter((key) => manifest[key]?.isDynamicEntry);
const sizes = routes.map((key) => ({ key, size: weigh(without(staticGraph([key]), shell)) }));
const largest = sizes.reduce((a, b) => (b.size > a.size ? b : a), { key: "none", size: 0 });
const css = new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []));

report("shell", weigh(shell), budget.shell);
report("shell + list", weigh(list), budget.shellAndList);
report(`largest lazy part (${largest.key})`, largest.size, budget.route);
report("css", weigh(css), budget.css);

/** Files of the chunks and of everything that they import statically. */
function staticGraph(keys: string[], seen = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) continue;
    seen.add(chunk.file);
    staticGraph(chunk.imports ?? [], seen);
  }
  return seen;
}

function without(files: Set<string>, loaded: Set<string>): Set<string> {
  return new Set([...files].filter((file) => !loaded.has(file)));
}

function weigh(files: Set<string>): number {
  const bytes = [...files].map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
  return bytes.reduce((sum, length) => sum + length, 0) / 1000;
}

function report(name: string, size: number, limit: number): void {
  const isOver = size > limit;
  console.log(`${isOver ? "✗" : "✓"} ${name}: ${size.toFixed(1)} kB gzip of ${limit} kB`);
  if (isOver) process.exitCode = 1;
}
