/** A project with one table and one page: enough to see whether the stack serves, and quick to start. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface SmallProject {
  migrations: string;
  spa: string;
  functions: string;
}

const NOTES = `
create schema config;
alter role authenticator set pgrst.db_schemas = 'public,config';
create table config.settings (name text);
grant usage on schema config to anon;
grant select on config.settings to anon;
create table public.notes (
  id bigint generated always as identity primary key,
  body text not null,
  written_by text not null default current_setting('request.jwt.claims', true)::jsonb ->> 'role'
);
insert into public.notes (body, written_by) select 'note ' || n, 'nobody' from generate_series(1, 30) as n;
`;

const FUNCTION = `
export function handle(request, environment) {
  const url = new URL(request.url);
  return Response.json({ asked: url.searchParams.get("word"), key: environment.SUPABASE_SECRET_KEY.slice(0, 10) });
}
`;

/** Writes the files that are not there yet. */
export function smallProject(folder: string): SmallProject {
  const project = {
    migrations: join(folder, "migrations"),
    spa: join(folder, "spa"),
    functions: join(folder, "functions"),
  };
  write(join(project.migrations, "20200101000000_notes.sql"), NOTES);
  write(join(project.spa, "index.html"), "<!doctype html><title>Small</title>");
  write(join(project.spa, "assets", "app-4f2a.js"), `console.log(${JSON.stringify("x".repeat(2_000))});`);
  write(join(folder, "secret.txt"), "not for the web");
  write(join(project.functions, "echo", "handler.ts"), FUNCTION);
  return project;
}

function write(file: string, content: string): void {
  if (existsSync(file)) return;
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
}
