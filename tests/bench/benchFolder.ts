/** The data folder of the benchmark, kept between runs as long as migrations and size stay the same. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const parent = ".kontor/bench";
const sources = ["supabase/migrations", "tests/bench/data"];

export function benchFolder(orders: number): string {
  const hash = createHash("sha256").update(String(orders));
  for (const folder of sources) {
    for (const name of readdirSync(folder).sort()) hash.update(readFileSync(join(folder, name)));
  }
  const current = hash.digest("hex").slice(0, 12);
  const kept = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of kept.filter((folder) => folder !== current)) {
    rmSync(join(parent, name), { recursive: true, force: true });
  }
  mkdirSync(join(parent, current), { recursive: true });
  return join(parent, current);
}
