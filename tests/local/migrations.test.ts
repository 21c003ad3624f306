/** Migrations: who runs them, how they are recorded, and what happens when one fails or has changed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "../../supabase/local/applyMigrations";
import { OlderDataFolder } from "../../supabase/local/bootstrapDatabase";
import { startDatabase } from "../../supabase/local/startDatabase";
import type { Database } from "../../supabase/local/startDatabase";
import { runDueJobs } from "../../supabase/local/startJobTimer";
import { temporaryFolder } from "./temporaryFolder";

const folder = temporaryFolder();
const migrations = join(folder, "migrations");
const write = (name: string, sql: string) => {
  writeFileSync(join(migrations, name), sql);
};
let database: Database;
let client: Client;

beforeAll(async () => {
  mkdirSync(migrations);
  database = await startDatabase({ directory: join(folder, "data"), durable: false });
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.stop();
});

describe("migrations", () => {
  it("run in order as postgres, once, and are recorded as the Supabase CLI does", async () => {
    write("20200101000000_first.sql", "create table public.first (id int);");
    write("20200101000001_second.sql", "alter table public.first add column name text;");
    write("notes.txt", "no migration");

    const applied = await applyMigrations(database.url, migrations);
    const again = await applyMigrations(database.url, migrations);

    expect(applied).toEqual(["20200101000000_first", "20200101000001_second"]);
    expect(again).toEqual([]);
    const { rows } = await client.query(
      "select version, name, statements from supabase_migrations.schema_migrations order by version",
    );
    expect(rows).toEqual([
      { version: "20200101000000", name: "first", statements: ["create table public.first (id int);"] },
      {
        version: "20200101000001",
        name: "second",
        statements: ["alter table public.first add column name text;"],
      },
    ]);
    const owner = await client.query("select tableowner from pg_tables where tablename = 'first'");
    expect(owner.rows).toEqual([{ tableowner: "postgres" }]);
  });

  it("that fail leave nothing, and say where", async () => {
    write(
      "20200101000002_broken.sql",
      "create table public.half (id int);\n\nselect wrong from public.half;",
    );

    await expect(applyMigrations(database.url, migrations)).rejects.toThrow(
      /20200101000002_broken failed: column "wrong" does not exist\nline 3/,
    );

    const { rows } = await client.query("select to_regclass('public.half') as half");
    expect(rows).toEqual([{ half: null }]);
    write("20200101000002_broken.sql", "create table public.half (id int);");
    expect(await applyMigrations(database.url, migrations)).toEqual(["20200101000002_broken"]);
  });

  it("that the Supabase CLI applied statement by statement count as applied", async () => {
    write("20200101000003_by_cli.sql", "create table public.a (id int); create table public.b (id int);");
    await client.query(
      "insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)",
      ["20200101000003", "by_cli", ["create table public.a (id int)", "create table public.b (id int)"]],
    );

    expect(await applyMigrations(database.url, migrations)).toEqual([]);
  });

  it("that changed after they ran are refused, with the data untouched", async () => {
    write("20200101000000_first.sql", "create table public.first (id bigint);");

    await expect(applyMigrations(database.url, migrations)).rejects.toThrow(OlderDataFolder);

    const { rows } = await client.query(
      "select data_type from information_schema.columns where table_name = 'first' and column_name = 'id'",
    );
    expect(rows).toEqual([{ data_type: "integer" }]);
  });
});

describe("the database", () => {
  it("gives migrations what hosted Supabase gives: no superuser, but roles, RLS bypass and settings", async () => {
    const { rows } = await client.query(
      "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls from pg_roles where rolname = current_user",
    );

    expect(rows).toEqual([{ rolsuper: false, rolcreaterole: true, rolcreatedb: true, rolbypassrls: true }]);
    await client.query("create role bo_tester nologin noinherit");
    await client.query("grant bo_tester to authenticator");
    await client.query("alter role authenticator set pgrst.db_pre_request = 'public.nothing'");
    await expect(client.query("alter role postgres superuser")).rejects.toThrow(/permission denied/);
    await expect(client.query("set role authenticator")).rejects.toThrow(/permission denied/);
  });

  it("opens new tables of public to the API roles, as projects do that exist today", async () => {
    const { rows } = await client.query(
      "select has_table_privilege(role, 'public.first', 'insert') as may from unnest(array['anon', 'authenticated', 'service_role']) as role",
    );

    expect(rows).toEqual([{ may: true }, { may: true }, { may: true }]);
  });

  it("lets postgres read and reference auth, and create nothing there", async () => {
    await client.query("select id from auth.users");
    await client.query("create table public.people (id uuid references auth.users (id))");

    await expect(client.query("create table auth.mine (id int)")).rejects.toThrow(/permission denied/);
    await expect(client.query("create table storage.mine (id int)")).rejects.toThrow(/permission denied/);
  });

  it("knows upper and lower case of every script", async () => {
    const { rows } = await client.query(
      "select lower('ÄÖÜ ЖУК ΣΟΦΙΑ') as text, '张' < '王' as by_code_point",
    );

    expect(rows).toEqual([{ text: "äöü жук σοφια", by_code_point: true }]);
  });

  it("tells PostgREST about a change of the schema, not about temporary tables", async () => {
    const heard: string[] = [];
    client.on("notification", ({ payload }) => heard.push(payload ?? ""));
    await client.query("listen pgrst");

    await client.query("create temporary table scratch (id int); drop table scratch;");
    const afterTemporary = heard.length;
    await client.query("create function public.one() returns int language sql as 'select 1'");
    await client.query("drop function public.one()");
    await client.query("select 1");

    expect(afterTemporary).toBe(0);
    expect(heard).toEqual(["reload schema", "reload schema"]);
  });

  it("runs due jobs when the engine has some", async () => {
    await runDueJobs(database.url);
    await client.query("create schema engine; create table public.runs (at timestamptz default now())");
    await client.query(
      "create function engine.run_due_jobs() returns void language sql as 'insert into public.runs default values'",
    );

    await runDueJobs(database.url);

    const { rows } = await client.query("select count(*)::int as runs from public.runs");
    expect(rows).toEqual([{ runs: 1 }]);
  });
});
