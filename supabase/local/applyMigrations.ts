/** Applies supabase/migrations in order and records them as the Supabase CLI does. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, DatabaseError } from "pg";
import { OlderDataFolder } from "./bootstrapDatabase";

interface Migration {
  version: string;
  name: string;
  sql: string;
}

const TABLE = "supabase_migrations.schema_migrations";

/**
 * Runs each new file as one batch (all or nothing) as `postgres`; returns the names of those applied.
 * Throws OlderDataFolder when a file that was applied before has changed since.
 */
export async function applyMigrations(databaseUrl: string, folder: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await createTable(client);
    const applied = await readApplied(client);
    const migrations = readMigrations(folder);
    refuseChanged(migrations, applied);
    const missing = migrations.filter(({ version }) => !applied.has(version));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ version, name }) => `${version}_${name}`);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? [];
      return version && name ? [{ version, name, sql: readFileSync(join(folder, file), "utf8") }] : [];
    });
}

async function createTable(client: Client): Promise<void> {
  await client.query(`
    create schema if not exists supabase_migrations;
    create table if not exists ${TABLE} (version text primary key, statements text[], name text);
  `);
}

/** The Supabase CLI records statement by statement; such a file cannot be compared and counts as unchanged. */
async function readApplied(client: Client): Promise<Map<string, string | null>> {
  const { rows } = await client.query<{ version: string; sql: string | null }>(
    `select version, case when cardinality(statements) = 1 then statements[1] end as sql from ${TABLE}`,
  );
  return new Map(rows.map(({ version, sql }) => [version, sql]));
}

function refuseChanged(migrations: Migration[], applied: Map<string, string | null>): void {
  const unknown = [...applied.keys()].find((version) => !migrations.some((it) => it.version === version));
  if (unknown)
    throw new OlderDataFolder(`The migration ${unknown} that was applied is not part of this build.`);
  for (const { version, name, sql } of migrations) {
    const before = applied.get(version);
    if (before != null && before !== sql) {
      throw new OlderDataFolder(`The migration ${version}_${name} has changed since it was applied.`);
    }
  }
}

async function apply(client: Client, { version, name, sql }: Migration): Promise<void> {
  const values = [version, name].map((value) => client.escapeLiteral(value));
  const record = `insert into ${TABLE} (version, name, statements)
    values (${values.join(", ")}, array[${client.escapeLiteral(sql)}]);`;
  try {
    await client.query(`${sql}\n;reset all;\n${record}`);
  } catch (error) {
    throw new Error(`Migration ${version}_${name} failed: ${explain(error, sql)}`, { cause: error });
  }
}

/** Adds the line of the file to what Postgres says. */
function explain(error: unknown, sql: string): string {
  if (!(error instanceof DatabaseError)) return String(error);
  const { message, position, detail, where } = error;
  const line = position ? `line ${sql.slice(0, Number(position)).split("\n").length}` : undefined;
  return [message, line, detail, where].filter(Boolean).join("\n");
}
