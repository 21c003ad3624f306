/** Joins the SQL sources into the two migrations that are committed; with --check it fails when they are stale. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const migrations = [
  { file: "20260101000000_engine.sql", source: "supabase/schemas" },
  { file: "20260101000001_order_management.sql", source: "supabase/order-management" },
];

const folder = "supabase/migrations";

function joinSources(source: string): string {
  const names = existsSync(source) ? readdirSync(source).filter((name) => name.endsWith(".sql")) : [];
  const parts = names.sort().map((name) => {
    const path = join(source, name);
    return `-- ${path}\n${readFileSync(path, "utf8").trim()}\n`;
  });
  return [`-- Generated from ${source} by "npm run migrations"; edit the sources.\n`, ...parts].join("\n");
}

function isStale(path: string, wanted: string): boolean {
  return !existsSync(path) || readFileSync(path, "utf8") !== wanted;
}

mkdirSync(folder, { recursive: true });
for (const { file, source } of migrations) {
  const path = join(folder, file);
  const wanted = joinSources(source);
  if (!isStale(path, wanted)) continue;
  if (process.argv.includes("--check")) {
    console.error(`${path} is stale: run "npm run migrations" and commit the result.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, wanted);
    console.log(`wrote ${path}`);
  }
}
