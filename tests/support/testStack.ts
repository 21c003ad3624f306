/** Starts a throw-away stack for a test run and tells every project that asks for it where it is. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startStack, type Stack } from "../../supabase/local/startStack";

/** What a test may know of the running stack. */
export type StackAddress = Omit<Stack, "stop">;

declare module "vitest" {
  interface ProvidedContext {
    stack: StackAddress;
  }
}

interface SharedStack {
  users: number;
  started: Promise<Stack>;
}

declare global {
  // Each project loads its own copy of this module; the process is what they share.
  var kontorStacks: Map<string, SharedStack> | undefined;
}

export interface TestStackOptions {
  /** Chooses the folder of migrations, given an empty folder of its own; default all of them. */
  migrations?: (folder: string) => string;
  spa?: string;
  /** What was answered survives a kill; default false, which is faster. */
  durable?: boolean;
  /** Runs once when the stack is up, given its address and data folder. */
  fill?: (stack: Stack, directory: string) => Promise<void>;
}

/** The global setup of the projects that share the stack of this name. */
export function testStack(name: string, options: TestStackOptions = {}) {
  globalThis.kontorStacks ??= new Map();
  const stacks = globalThis.kontorStacks;
  return {
    setup: async (project: TestProject): Promise<void> => {
      const shared = stacks.get(name) ?? { users: 0, started: start(options) };
      stacks.set(name, shared);
      shared.users += 1;
      const { url, databaseUrl, publishableKey, secretKey } = await shared.started;
      project.provide("stack", { url, databaseUrl, publishableKey, secretKey });
    },
    teardown: async (): Promise<void> => {
      const shared = stacks.get(name);
      if (!shared) return;
      shared.users -= 1;
      if (shared.users > 0) return;
      stacks.delete(name);
      await (await shared.started).stop();
    },
  };
}

async function start(options: TestStackOptions): Promise<Stack> {
  const parent = await mkdtemp(join(tmpdir(), "kontor-test-"));
  const clear = () => rm(parent, { recursive: true, force: true });
  // Postgres runs as a user of its own when the tests run as root.
  await chmod(parent, 0o755);
  try {
    const stack = await startIn(parent, options);
    return { ...stack, stop: () => stack.stop().finally(clear) };
  } catch (error) {
    await clear();
    throw error;
  }
}

async function startIn(
  parent: string,
  { migrations, spa, durable = false, fill }: TestStackOptions,
): Promise<Stack> {
  const directory = join(parent, "data");
  const stack = await startStack({
    directory,
    port: 0,
    durable,
    ...(migrations ? { migrations: migrations(join(parent, "migrations")) } : {}),
    ...(spa ? { spa } : {}),
  });
  try {
    await fill?.(stack, directory);
    await letTestsBecome(stack.databaseUrl);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
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
