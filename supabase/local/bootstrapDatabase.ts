/** Gives a new cluster what Supabase gives a project: roles, schemas, grants, event triggers, the tables of auth. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { LOGINS } from "./secrets";
import type { Login } from "./secrets";

const FOLDER = join(import.meta.dirname, "bootstrap");
const AUTH_TABLES = join(import.meta.dirname, "auth", "schema.sql");

/** One transaction, so that an interrupted first start leaves nothing half-made. */
export async function bootstrapDatabase(adminUrl: string, passwords: Record<Login, string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const sql = bootstrapSql();
    const version = `Kontor bootstrap ${createHash("sha256").update(sql).digest("hex").slice(0, 16)}`;
    const { rows } = await client.query<{ found: string | null }>(
      `select shobj_description(oid, 'pg_database') as found from pg_database where datname = current_database()`,
    );
    const found = rows[0]?.found ?? "";
    if (found.startsWith("Kontor bootstrap ")) return found === version ? undefined : refuseOlder();
    const logins = LOGINS.map(
      (login) => `alter role ${login} password ${client.escapeLiteral(passwords[login])};`,
    );
    const mark = `comment on database postgres is ${client.escapeLiteral(version)};`;
    await client.query([sql, ...logins, mark].join("\n"));
  } finally {
    await client.end();
  }
}

function bootstrapSql(): string {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  const parts = files.map((file) => readFileSync(join(FOLDER, file), "utf8"));
  if (existsSync(AUTH_TABLES)) {
    parts.push("set local role supabase_auth_admin;", readFileSync(AUTH_TABLES, "utf8"), "reset role;");
  }
  return parts.join("\n");
}

function refuseOlder(): never {
  throw new OlderDataFolder("The database was made by an older build of Kontor (roles and schemas differ).");
}

/** The data folder does not fit this build; nothing was changed in it. */
export class OlderDataFolder extends Error {}
