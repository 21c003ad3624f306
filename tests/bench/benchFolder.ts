/** The data folder of the benchmark, kept between runs as long as the migrations stay the same. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const parent = ".kontor/bench";
const migrations = "supabase/migrations";

export function benchFolder(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(migrations).sort()) hash.update(readFileSync(join(migrations, name)));
  const current = hash.digest("hex").slice(0, 12);
  const kept = existsSync(parent) ? readdirSync(parent) : [];
  for (const name of kept.filter((folder) => folder !== current)) {
    rmSync(join(parent, name), { recursive: true, force: true });
  }
  mkdirSync(join(parent, current), { recursive: true });
  return join(parent, current);
}
