/** The storage service of a stack: files in the data folder, rows and rights in the database. */
import { createHmac } from "node:crypto";
import { join } from "node:path";
import { Hono } from "hono";
import { Pool } from "pg";
import { FileStore } from "./storage/FileStore";
import { parseKeys } from "./parseKeys";
import { createStorageApp } from "./storage/createStorageApp";

interface StorageOptions {
  directory: string;
  /** Connection string as authenticator. */
  databaseUrl: string;
  /** Public keys whose tokens are believed, as JSON. */
  jwks: string;
  secretKey: string;
  log: (line: string) => void;
}

export interface StorageService {
  service: Hono;
  stop: () => Promise<void>;
}

export function startStorage({
  directory,
  databaseUrl,
  jwks,
  secretKey,
  log,
}: StorageOptions): StorageService {
  const sql = new Pool({ connectionString: databaseUrl, max: 5 });
  // A connection that dies with Postgres is replaced at the next query.
  sql.on("error", () => undefined);
  const app = createStorageApp({
    sql,
    jwks: parseKeys(jwks),
    secret: createHmac("sha256", secretKey).update("addresses of files").digest(),
    files: new FileStore(join(directory, "files")),
    log,
  });
  const mounted = new Hono();
  mounted.route("/storage/v1", app);
  return { service: mounted, stop: () => sql.end() };
}
