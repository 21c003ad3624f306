/** Gives a new cluster what Supabase gives a project: roles, schemas, grants, event triggers, the tables of auth. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { LOGINS } from "./secrets";
import type { Login } from "./secrets";

const SUPABASE = join(import.meta.dirname, "bootstrap");
const AUTH = join(import.meta.dirname, "auth", "schema");

/** The data folder does not fit this build; nothing was changed in it. */
export class OlderDataFolder extends Error {}

/** One transaction, so that an interrupted first start leaves nothing half-made. */
export async function bootstrapDatabase(adminUrl: string, passwords: Record<Login, string>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const sql = bootstrapSql();
    const version = `Kontor ${createHash("sha256").update(sql).digest("hex").slice(0, 16)}`;
    const found = await readVersion(client);
    if (found === version) return;
    if (found?.startsWith("Kontor ")) {
      throw new OlderDataFolder("The roles and schemas of the database were made by another build.");
    }
    const logins = LOGINS.map(
      (login) => `alter role ${login} password ${client.escapeLiteral(passwords[login])};`,
    );
    const mark = `comment on database postgres is ${client.escapeLiteral(version)};`;
    await client.query(["begin;", sql, ...logins, mark, "commit;"].join("\n"));
  } finally {
    await client.end();
  }
}

async function readVersion(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ version: string | null }>(
    "select shobj_description(oid, 'pg_database') as version from pg_database where datname = 'postgres'",
  );
  return rows[0]?.version ?? undefined;
}

function bootstrapSql(): string {
  return [
    ...sqlFiles(SUPABASE),
    "set local role supabase_auth_admin;",
    ...sqlFiles(AUTH),
    "reset role;",
  ].join("\n");
}

function sqlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"));
}
