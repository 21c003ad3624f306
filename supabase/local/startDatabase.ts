/** Starts the embedded Postgres of a data folder; makes the cluster and Supabase's roles and schemas the first time. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { bootstrapDatabase } from "./bootstrapDatabase";
import { createCluster } from "./createCluster";
import { freePort } from "./freePort";
import { launchAs } from "./launchAs";
import type { Launcher } from "./launchAs";
import { postgresBinaries } from "./postgresBinaries";
import { postgresSettings } from "./postgresSettings";
import { removeStalePostmasterFile } from "./removeStalePostmasterFile";
import { loadSecrets } from "./secrets";
import type { Login } from "./secrets";
import { superviseProcess } from "./superviseProcess";
import type { Supervised } from "./superviseProcess";

export interface DatabaseOptions {
  directory: string;
  /** Preferred port, the next free one is taken; 0 (default) = any free one. */
  port?: number;
  /** Default true; false switches fsync off, for tests. */
  durable?: boolean;
  log?: (line: string) => void;
}

export interface Database {
  /** Connection string as the non-superuser `postgres`. */
  url: string;
  urlOf(login: Login): string;
  stop(): Promise<void>;
}

const ATTEMPTS = 5;

export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const directory = resolve(options.directory);
  mkdirSync(join(directory, "logs"), { recursive: true });
  const secrets = await loadSecrets(directory);
  const data = join(directory, "postgres");
  const binaries = postgresBinaries();
  const launcher = launchAs(data, binaries.postgres);
  await createCluster({
    data,
    binaries,
    launcher,
    password: secrets.passwords.supabase_admin,
    durable: options.durable ?? true,
  });

  const port = { current: 0 };
  const urlOf = (login: Login) =>
    `postgresql://${login}:${secrets.passwords[login]}@127.0.0.1:${port.current}/postgres`;
  const start = (chosen: number) => {
    port.current = chosen;
    return runPostgres({
      ...options,
      directory,
      data,
      port: chosen,
      launcher,
      adminUrl: urlOf("supabase_admin"),
    });
  };
  const supervised = await firstThatStarts(options.port ?? 0, start);
  try {
    await bootstrapDatabase(urlOf("supabase_admin"), secrets.passwords);
  } catch (error) {
    await supervised.stop();
    throw error;
  }
  return { url: urlOf("postgres"), urlOf, stop: () => supervised.stop() };
}

/** Between choosing a free port and using it somebody else may take it, so try again with another. */
async function firstThatStarts(
  preferred: number,
  start: (port: number) => Promise<Supervised>,
): Promise<Supervised> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort(preferred));
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

interface Run extends DatabaseOptions {
  data: string;
  port: number;
  launcher: Launcher;
  adminUrl: string;
}

function runPostgres(run: Run): Promise<Supervised> {
  return superviseProcess({
    name: "postgres",
    directory: run.directory,
    log: run.log ?? (() => undefined),
    signals: [
      ["SIGINT", 20_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 2_000],
    ],
    launch() {
      removeStalePostmasterFile(run.data);
      return run.launcher.launch({
        command: postgresBinaries().postgres,
        args: ["-D", run.data, ...postgresSettings({ port: run.port, durable: run.durable ?? true })],
        cwd: run.data,
        logFile: join(run.directory, "logs", "postgres.log"),
      });
    },
    check: () => answers(run.adminUrl),
  });
}

async function answers(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}
