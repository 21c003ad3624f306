/** Starts the whole local Supabase of a data folder: Postgres, migrations, PostgREST, auth, storage, gateway. */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { applyMigrations } from "./applyMigrations";
import { ApiKeys } from "./gateway/ApiKeys";
import { functionsApp } from "./gateway/functionsApp";
import { pagesApp } from "./gateway/pagesApp";
import { createForwarder } from "./gateway/proxyRequest";
import { routeRequest } from "./gateway/routeRequest";
import { routeUpgrade } from "./gateway/routeUpgrade";
import { startGateway } from "./gateway/startGateway";
import type { Handler, Upgrader } from "./gateway/startGateway";
import { lockDirectory } from "./lockDirectory";
import { Outbox } from "./Outbox";
import { readMembers } from "./memberFile";
import { stopLeftovers } from "./rememberProcess";
import { loadSecrets } from "./secrets";
import type { Secrets } from "./secrets";
import { startAuth, useKeysOfExternalAuth } from "./startAuth";
import { openDatabase } from "./openDatabase";
import { Running } from "./Running";
import type { Database } from "./startDatabase";
import { startFileCollector } from "./startFileCollector";
import { startJobTimer } from "./startJobTimer";
import { startPostgrest } from "./startPostgrest";
import { startRealtime } from "./startRealtime";
import { startStorage } from "./startStorage";

export interface StackOptions {
  /** Data folder, e.g. ".kontor"; created when absent. */
  directory: string;
  /** Preferred port of the gateway (default 54321); the next free one is taken; 0 = any free. */
  port?: number;
  /** Default "supabase/migrations". */
  migrations?: string;
  /** Folder of the built SPA to serve, absent = none. */
  spa?: string;
  /** Default true; false = faster and not safe against a power cut, for tests. */
  durable?: boolean;
  /** Names besides those of the loopback under which the gateway may be called. */
  allowedHosts?: string[];
  /** Address that links in mails lead to; default the gateway itself. */
  siteUrl?: string;
  /** Default "supabase/functions". */
  functions?: string;
  /** Breaks off the start; what was started is stopped. */
  signal?: AbortSignal;
  log?: (line: string) => void;
}

export interface Stack {
  /** Address of the gateway, http://127.0.0.1:PORT. */
  url: string;
  /** Connection string as the non-superuser `postgres`. */
  databaseUrl: string;
  publishableKey: string;
  secretKey: string;
  stop: () => Promise<void>;
}

const MIGRATIONS = join(import.meta.dirname, "..", "migrations");
const FUNCTIONS = join(import.meta.dirname, "..", "functions");

/** Throws AlreadyRunning when another process serves this folder, OlderDataFolder when another build made it. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const running = new Running(options.signal);
  try {
    return await start({ ...options, directory: resolve(options.directory) }, running);
  } catch (error) {
    await running.stop();
    throw error;
  }
}

async function start(options: StackOptions, running: Running): Promise<Stack> {
  const { directory, log = () => undefined } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  running.add(lock.release);
  options.signal?.addEventListener("abort", () => {
    lock.publish("stopping");
  });
  await stopLeftovers(directory, log);
  const secrets = useKeysOfExternalAuth(await loadSecrets(directory));
  const gateway = await startGateway({
    port: options.port ?? 54321,
    allowedHosts: options.allowedHosts ?? [],
  });
  running.add(gateway.stop);
  const database = await openDatabase({ ...options, port: options.port === 0 ? 0 : 54322 });
  running.add(database.stop);
  // A long migration ends at once when the start is broken off.
  options.signal?.addEventListener("abort", () => void database.stop());
  for (const name of await applyMigrations(database.url, options.migrations ?? MIGRATIONS)) {
    log(`Applied migration ${name}`);
  }
  const services = await startServices({ options, running, secrets, database, url: gateway.url });
  gateway.serve(services.handler, services.upgrader);
  running.add(startJobTimer(database.url, log));
  running.add(startFileCollector({ url: gateway.url, secretKey: secrets.secretKey }, log));
  lock.publish({ url: gateway.url, databaseUrl: database.url });
  return {
    url: gateway.url,
    databaseUrl: database.url,
    publishableKey: secrets.publishableKey,
    secretKey: secrets.secretKey,
    stop: () => {
      lock.publish("stopping");
      return running.stop();
    },
  };
}

interface Parts {
  options: StackOptions;
  running: Running;
  secrets: Secrets;
  database: Database;
  url: string;
}

interface Services {
  handler: Handler;
  upgrader: Upgrader;
}

async function startServices({ options, running, secrets, database, url }: Parts): Promise<Services> {
  const { directory, log = () => undefined } = options;
  const outbox = new Outbox(directory);
  const authDatabase = database.urlOf("supabase_auth_admin");
  const siteUrl = options.siteUrl ?? url;
  const auth = await startAuth({ authDatabase, secrets, url, siteUrl, outbox, log });
  running.add(auth.stop);
  const databaseUrl = database.urlOf("authenticator");
  const postgrest = await startPostgrest({ directory, databaseUrl, jwks: auth.jwks, log });
  running.add(postgrest.stop);
  const { publishableKey, secretKey } = secrets;
  const storage = startStorage({ directory, databaseUrl, jwks: auth.jwks, secretKey, log });
  running.add(storage.stop);
  const realtime = startRealtime({ databaseUrl, jwks: auth.jwks, log });
  running.add(realtime.stop);
  const keys = new ApiKeys(secrets, secrets.signingKey);
  const handler = routeRequest({
    keys,
    rest: createForwarder(new URL(`http://127.0.0.1:${postgrest.port}`)),
    auth: auth.service,
    storage: storage.service,
    functions: functionsApp(options.functions ?? FUNCTIONS, {
      SUPABASE_URL: url,
      SUPABASE_DB_URL: database.url,
      SUPABASE_PUBLISHABLE_KEY: publishableKey,
      SUPABASE_SECRET_KEY: secretKey,
    }),
    pages: pagesApp({
      publishableKey,
      outbox,
      demoMembers: () => readMembers(directory),
      spa: options.spa,
    }),
    log,
  });
  return { handler, upgrader: routeUpgrade(keys, realtime.accept) };
}
