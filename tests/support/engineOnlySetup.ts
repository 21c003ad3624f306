/** Starts a stack that has the engine and nothing else: its tests must hold without the order app. */
import { chmod, copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startStack } from "../../supabase/local/startStack";
import { notebook } from "../database/notebook";

const engine = "20260101000000_engine.sql";

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-engine-"));
  // Postgres runs as a user of its own when the tests run as root.
  await chmod(parent, 0o755);
  const migrations = join(parent, "migrations");
  await mkdir(migrations);
  await copyFile(join("supabase/migrations", engine), join(migrations, engine));
  const stack = await startStack({
    directory: join(parent, "data"),
    port: 0,
    migrations,
    durable: false,
    log: () => undefined,
  });
  const { url, databaseUrl, publishableKey, secretKey } = stack;
  await install(databaseUrl);
  project.provide("stack", { url, databaseUrl, publishableKey, secretKey });
  return async () => {
    await stack.stop();
    await rm(parent, { recursive: true, force: true });
  };
}

async function install(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(notebook);
  await client.end();
}
