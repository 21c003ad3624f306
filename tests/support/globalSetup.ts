/** Starts one stack for all projects of a test run and tells each project where it is. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startStack } from "../../supabase/local/startStack";

/** What a test may know of the running stack. */
export interface StackAddress {
  url: string;
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
}

declare module "vitest" {
  interface ProvidedContext {
    stack: StackAddress;
  }
}

interface SharedStack {
  address: StackAddress;
  stop: () => Promise<void>;
}

declare global {
  // Each project loads its own copy of this module; the process is what they share.
  var kontorStack: { users: number; started: Promise<SharedStack> } | undefined;
}

export async function setup(project: TestProject): Promise<void> {
  globalThis.kontorStack ??= { users: 0, started: start() };
  globalThis.kontorStack.users += 1;
  const { address } = await globalThis.kontorStack.started;
  project.provide("stack", address);
}

export async function teardown(): Promise<void> {
  const shared = globalThis.kontorStack;
  if (!shared) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  globalThis.kontorStack = undefined;
  const { stop } = await shared.started;
  await stop();
}

async function start(): Promise<SharedStack> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-test-"));
  // Postgres runs as a user of its own when the tests run as root.
  await chmod(parent, 0o755);
  const stack = await startStack({
    directory: join(parent, "data"),
    port: 0,
    durable: false,
    log: () => undefined,
  });
  const { url, databaseUrl, publishableKey, secretKey } = stack;
  await letTestsBecome(databaseUrl);
  return {
    address: { url, databaseUrl, publishableKey, secretKey },
    stop: async () => {
      await stack.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Lets `postgres` step into every app role, without inheriting anything from it. */
async function letTestsBecome(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`
    do $$
    declare app_role name;
    begin
      for app_role in select rolname from pg_roles where rolname like 'bo\\_%' loop
        execute format('grant %I to postgres with inherit false, set true', app_role);
      end loop;
    end $$`);
  await client.end();
}
