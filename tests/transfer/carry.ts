/** Carries the configuration from one database to another by the commands that people use, and tells what differs. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);

/** `npm run config -- …` on a database; what it prints. */
export async function configCommand(databaseUrl: string, ...words: string[]): Promise<string> {
  const command = ["--import", "tsx", "supabase/local/configuration/run.ts", ...words];
  const { stdout } = await run(process.execPath, command, {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** All that the app knows of the entity and its views in a role; ids differ from database to database. */
export async function worldOf(databaseUrl: string, entity: string, role: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ world: unknown }>(
      `select jsonb_build_object(
         'entity', (select e from jsonb_array_elements(engine.entities_json('bo_' || r.key)) as e where e ->> 'name' = $1),
         'views', (select v.views from engine.views_json('bo_' || r.key, null, r.id) as v where v.entity_name = $1),
         'policies', (select jsonb_agg(to_jsonb(p) - array['schemaname'] order by p.policyname)
           from pg_policies as p where p.tablename = $1),
         'columns', (select jsonb_agg(to_jsonb(c) - array['table_oid', 'column_number'] order by c.column_number)
           from engine.columns as c where c.table_name = $1)
       ) as world
       from config.roles as r where r.key = $2`,
      [entity, role],
    );
    return withoutIds(rows[0]?.world);
  } finally {
    await client.end();
  }
}

function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !["id", "owner", "version", "entity_id"].includes(key))
      .map(([key, inner]) => [key, withoutIds(inner)]),
  );
}
