/** Starts the embedded Postgres of a data folder; makes the cluster and Supabase's roles and schemas the first time. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Client } from "pg";
import { bootstrapDatabase } from "./bootstrapDatabase";
import { createCluster } from "./createCluster";
import { firstThatStarts } from "./firstThatStarts";
import { freePort } from "./freePort";
import { launchAs } from "./launchAs";
import { postgresBinaries } from "./postgresBinaries";
import { postgresSettings } from "./postgresSettings";
import { removeStalePostmasterFile } from "./removeStalePostmasterFile";
import { loadSecrets } from "./secrets";
import type { Login } from "./secrets";
import { superviseProcess } from "./superviseProcess";
import type { Supervised } from "./superviseProcess";
import { systemUser } from "./systemUser";

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
  urlOf: (login: Login) => string;
  stop: () => Promise<void>;
}

export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const directory = resolve(options.directory);
  mkdirSync(join(directory, "logs"), { recursive: true });
  const { passwords } = await loadSecrets(directory);
  const data = join(directory, "postgres");
  const user = systemUser(data);
  const durable = options.durable ?? true;
  await createCluster({ data, user, durable, password: passwords.supabase_admin });

  let port = 0;
  const urlOf = (login: Login) => `postgresql://${login}:${passwords[login]}@127.0.0.1:${port}/postgres`;
  const launch = () => {
    removeStalePostmasterFile(data);
    return launchAs(user, {
      command: postgresBinaries().postgres,
      args: ["-D", data, ...postgresSettings({ port, durable })],
      cwd: data,
      logFile: join(directory, "logs", "postgres.log"),
    });
  };
  const postgres = await firstThatStarts(async () => {
    port = await freePort(options.port ?? 0);
    return keepRunning({ directory, launch, log: options.log, adminUrl: urlOf("supabase_admin") });
  });
  await bootstrapOrStop(postgres, () => bootstrapDatabase(urlOf("supabase_admin"), passwords));
  return { url: urlOf("postgres"), urlOf, stop: postgres.stop };
}

interface Keep {
  directory: string;
  launch: () => ReturnType<typeof launchAs>;
  log: ((line: string) => void) | undefined;
  adminUrl: string;
}

function keepRunning({ directory, launch, log, adminUrl }: Keep): Promise<Supervised> {
  return superviseProcess({
    name: "postgres",
    directory,
    launch,
    check: () => connects(adminUrl),
    signals: [
      ["SIGINT", 20_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 2_000],
    ],
    log: log ?? (() => undefined),
  });
}

async function bootstrapOrStop(postgres: Supervised, bootstrap: () => Promise<void>): Promise<void> {
  try {
    await bootstrap();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function connects(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => undefined);
  }
}
