/** A database of its own for a test that would slow the others down. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyMigrations } from "../../supabase/local/applyMigrations";
import { startDatabase } from "../../supabase/local/startDatabase";

export interface OwnDatabase {
  url: string;
  stop: () => Promise<void>;
}

export async function startOwnDatabase(): Promise<OwnDatabase> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-import-"));
  await chmod(parent, 0o755);
  const database = await startDatabase({ directory: join(parent, "data"), durable: false });
  await applyMigrations(database.url, "supabase/migrations");
  const stop = async () => {
    await database.stop();
    await rm(parent, { recursive: true, force: true });
  };
  return { url: database.url, stop };
}
